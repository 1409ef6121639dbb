import type { Redis } from "ioredis";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { Listener, Listening } from "./listen.ts";

/**
 * Which ACL user and which client: readers cannot write whatever the code does. `job` allows longer commands, `config`
 * nothing but CONFIG GET, `configure` CONFIG SET too, `failover` what a safe failover takes, `canary` the same for a writer that may be paused by it,
 * `restore` values as a whole, out and in.
 */
export type Purpose = "read" | "write" | "job" | "config" | "configure" | "failover" | "canary" | "restore";

/** One client on one instance, pinned to one logical database. */
export interface RedisHandle {
  /** host:port it is really connected to. */
  readonly address: string;
  readonly db: number;
  /** The server's run_id when the connection became ready; another one means restart or failover, and cursors are void. */
  readonly runId: string;
  /**
   * Runs commands under the outer deadline (2.5 s unless told); whatever fails arrives as a DomainError without arguments.
   * Each single command has 2 s besides, as a job 5 s: a longer `timeoutMs` is for several, one after another.
   */
  run<T>(what: string, commands: (redis: Redis) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>;
}

export interface MasterHandle extends RedisHandle {
  /** Replicas that were online when the role was last verified. */
  readonly connectedReplicas: number;
}

export interface Hearing {
  close(): void;
}

export interface DeploymentConnections {
  readonly name: string;
  readonly config: DeploymentConfig;
  /** Verified to be role:master; follows failovers: ask again for each piece of work. */
  master(db: number, purpose: Purpose): Promise<MasterHandle>;
  /** The replica to read from: link up, least lag; undefined where there is none. */
  replica(db: number): Promise<RedisHandle | undefined>;
  /** A client on the master that nobody else uses while `work` runs (WATCH needs that). */
  withExclusiveMaster<T>(db: number, work: (handle: MasterHandle) => Promise<T>): Promise<T>;
  /** A client on one data instance, by host:port; NOT_FOUND unless it is configured or somebody trusted has named it. */
  instance(address: string, db?: number, purpose?: Purpose): Promise<RedisHandle>;
  /**
   * The directives of one data instance without its secrets, for which `tag` may put a fingerprint; undefined where no
   * user is configured for it.
   */
  instanceConfig(address: string, tag?: (secret: string) => string): Promise<ReadonlyMap<string, string> | undefined>;
  /** A client on one of the configured Sentinels, by host:port. */
  sentinel(address: string): Promise<RedisHandle>;
  /** Hears every event of one configured Sentinel on a connection of its own; `onEnd` comes once, when it is lost. */
  hearSentinel(address: string, hear: (event: string, text: string) => void, onEnd: () => void): Promise<Hearing>;
  /** Hears Pub/Sub messages of one data instance on a connection of its own, as the reader. */
  listen(address: string, listener: Listener): Promise<Listening>;
  close(): Promise<void>;
}

export interface DeploymentRegistry {
  readonly names: readonly string[];
  /** Throws NOT_FOUND, naming what there is. */
  get(name: string): DeploymentConnections;
  close(): Promise<void>;
}
