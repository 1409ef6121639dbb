import type { Redis } from "ioredis";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { OpenClient } from "./open-client.ts";
import { type InstanceRole, parseRole } from "./parse-role.ts";
import { runOn } from "./redis-handle.ts";

const WITHIN_MS = 1_500;

export type SubscriptionKind = "channel" | "pattern" | "shard";

export interface HeardMessage {
  readonly channel: Buffer;
  /** The pattern by which it came. */
  readonly pattern: string | undefined;
  readonly payload: Buffer;
  readonly isSharded: boolean;
}

/** A connection of its own that hears messages; its life ends with the connection. */
export interface Listening {
  readonly address: string;
  /** Resolves when the server has confirmed; what is published from then on is heard. */
  subscribe(kind: SubscriptionKind, name: Buffer): Promise<void>;
  unsubscribe(kind: SubscriptionKind, name: Buffer): Promise<void>;
  /** Asked on the very connection that hears: when it answers, nothing sent before is still on its way. */
  role(): Promise<InstanceRole | undefined>;
  close(): void;
}

export interface Listener {
  readonly onMessage: (message: HeardMessage) => void;
  /** Comes once, when the connection is lost without having been closed. */
  readonly onEnd: () => void;
}

const SUBSCRIBE: Record<SubscriptionKind, (redis: Redis, name: Buffer) => Promise<unknown>> = {
  channel: (redis, name) => redis.subscribe(name),
  pattern: (redis, name) => redis.psubscribe(name.toString("utf8")),
  shard: (redis, name) => redis.ssubscribe(name),
};

const UNSUBSCRIBE: typeof SUBSCRIBE = {
  channel: (redis, name) => redis.unsubscribe(name),
  pattern: (redis, name) => redis.punsubscribe(name.toString("utf8")),
  shard: (redis, name) => redis.sunsubscribe(name),
};

export function listenOn(client: OpenClient, { onMessage, onEnd }: Listener): Listening {
  const { redis, address } = client;
  let isWanted = true;
  redis.on("messageBuffer", (channel: Buffer, payload: Buffer) =>
    onMessage({ channel, pattern: undefined, payload, isSharded: false }),
  );
  redis.on("pmessageBuffer", (pattern: string, channel: Buffer, payload: Buffer) =>
    onMessage({ channel, pattern: String(pattern), payload, isSharded: false }),
  );
  redis.on("smessageBuffer", (channel: Buffer, payload: Buffer) =>
    onMessage({ channel, pattern: undefined, payload, isSharded: true }),
  );
  client.onEnd(() => {
    if (isWanted) onEnd();
    isWanted = false;
  });
  const ask = <T>(what: string, command: () => Promise<T>) => runOn(client, what, command, WITHIN_MS, false);
  return {
    address,
    async subscribe(kind, name) {
      await ask("SUBSCRIBE", () => SUBSCRIBE[kind](redis, name)).catch((thrown: unknown) => {
        throw withChannelGrant(thrown, client.user, kind, name);
      });
    },
    async unsubscribe(kind, name) {
      await ask("UNSUBSCRIBE", () => UNSUBSCRIBE[kind](redis, name));
    },
    role: async () => parseRole(await ask("ROLE", () => redis.role())),
    close() {
      isWanted = false;
      client.close();
    },
  };
}

/** A refusal of the ACL says which rule would lift it. */
function withChannelGrant(thrown: unknown, user: string, kind: SubscriptionKind, name: Buffer): unknown {
  if (!isDomainError(thrown) || !thrown.message.includes("(NOPERM)")) return thrown;
  const what = kind === "pattern" ? "to this very pattern, or to all channels with &*" : "to the channel";
  return new DomainError(thrown.code, thrown.message, {
    ...(thrown.where === undefined ? {} : { where: thrown.where }),
    advice: `Give the user ${user} a rule such as &${plain(name)} ${what}, in the ACL file of every instance.`,
    cause: thrown,
  });
}

function plain(name: Buffer): string {
  const text = name.toString("utf8");
  return /^[\x21-\x7e]{1,100}$/.test(text) ? text : "<channel>";
}
