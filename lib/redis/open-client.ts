import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { DomainError } from "#lib/errors.ts";
import type { ClientOptions } from "./client-options.ts";
import { containDriverFaults } from "./contain-driver-faults.ts";
import { parseInfo } from "./parse-info.ts";
import { probeRefusal } from "./probe-refusal.ts";
import { timedOut, translateError } from "./translate-error.ts";
import { withDeadline } from "./with-deadline.ts";

/** What a client is for and as whom; a connection serves one such purpose for life. */
export interface ClientIdentity {
  readonly address: string;
  readonly db: number;
  readonly user: string;
  readonly mayHaveWritten: boolean;
}

/** A ready client and who the server behind it is. Its life ends with its connection: it never wanders to another server. */
export interface OpenClient extends ClientIdentity {
  readonly redis: Redis;
  readonly runId: string;
  /** Calls that have not settled. */
  pending: number;
  lastUsedAt: number;
  /** False from the moment on at which nobody new should get it. */
  isOpen(): boolean;
  /** Nobody new gets it; it closes when the last pending call has settled. */
  retire(): void;
  close(): void;
  onEnd(listener: () => void): void;
}

export async function openClient(
  identity: ClientIdentity,
  options: ClientOptions,
  withinMs: number,
): Promise<OpenClient> {
  containDriverFaults();
  const redis = new Redis(options);
  const circumstances = { where: identity.address, user: identity.user };
  // The driver tells here why it could not connect; the promise only says that the connection has closed.
  let reason: unknown;
  redis.on("error", (error) => {
    if (reason !== undefined) return;
    reason = error;
    // After a reply that nobody asked for, every later reply would answer another question.
    redis.disconnect();
  });
  try {
    const runId = await withDeadline(withinMs, connect(redis), () => timedOut(circumstances));
    // The driver goes on in database 0 when SELECT is refused.
    if (reason !== undefined) throw reason;
    return wrap(redis, identity, runId);
  } catch (thrown) {
    redis.disconnect();
    const error = translateError(reason ?? thrown, circumstances);
    const refusal = await refusalBehind(error, options);
    throw refusal === undefined ? error : translateError(refusal, circumstances);
  }
}

async function connect(redis: Redis): Promise<string> {
  await redis.connect();
  try {
    const { runId } = parseInfo(await redis.info("server"));
    return runId ?? nobody();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.message.startsWith("NOPERM")) return nobody();
    throw thrown;
  }
}

/** Without INFO nobody knows whether the server is the same after a reconnect, so every connection counts as another. */
function nobody(): string {
  return `unknown-${randomUUID()}`;
}

async function refusalBehind(error: unknown, { host, port, tls }: ClientOptions): Promise<Error | undefined> {
  const isLost =
    error instanceof DomainError && error.code === "REDIS_UNREACHABLE" && /was lost before/.test(error.message);
  if (!isLost || tls !== undefined || host === undefined || port === undefined) return undefined;
  return probeRefusal({ host, port });
}

function wrap(redis: Redis, identity: ClientIdentity, runId: string): OpenClient {
  let isOpen = redis.status === "ready";
  let isClosing = false;
  const close = () => {
    isOpen = false;
    if (!isClosing) redis.disconnect();
    isClosing = true;
  };
  redis.once("end", () => {
    isOpen = false;
  });
  const client: OpenClient = {
    ...identity,
    redis,
    runId,
    pending: 0,
    lastUsedAt: Date.now(),
    isOpen: () => isOpen,
    retire() {
      isOpen = false;
      if (client.pending === 0) close();
    },
    close,
    onEnd: (listener) => {
      if (redis.status === "end") listener();
      else redis.once("end", listener);
    },
  };
  return client;
}
