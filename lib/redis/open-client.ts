import { Redis } from "ioredis";
import type { ClientOptions } from "./client-options.ts";
import { isAtMaxclients } from "./is-at-maxclients.ts";
import { parseInfoText } from "./parse-info.ts";
import { timedOut, translateError } from "./translate-error.ts";

const READY_WITHIN_MS = 2_200;

/** A ready client and who the server behind it is. Its life ends with its connection: it never wanders to another server. */
export interface OpenClient {
  readonly redis: Redis;
  readonly address: string;
  readonly runId: string;
  isOpen(): boolean;
  close(): void;
}

export async function openClient(address: string, options: ClientOptions): Promise<OpenClient> {
  const redis = new Redis(options);
  // The driver tells here why it could not connect; the promise only says that the connection has closed.
  let reason: unknown;
  redis.on("error", (error) => {
    reason = error;
  });
  let isOpen = true;
  redis.once("end", () => {
    isOpen = false;
  });
  try {
    await before(READY_WITHIN_MS, address, redis.connect());
    const info = parseInfoText(await before(READY_WITHIN_MS, address, redis.info("server")));
    return { redis, address, runId: info.get("run_id") ?? "", isOpen: () => isOpen, close: () => redis.disconnect() };
  } catch (thrown) {
    redis.disconnect();
    const error = translateError(reason ?? thrown, address);
    // A server at its limit says so and hangs up; the driver only tells that the connection ended.
    if (error.code === "TIMEOUT" && options.tls === undefined && (await isAtMaxclients(address)))
      throw translateError(new Error("ERR max number of clients reached"), address);
    throw error;
  }
}

/** The driver's own timers do not cover a handshake that hangs. */
export async function before<T>(timeoutMs: number, where: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut(where)), timeoutMs);
  });
  // A rejection after the deadline has nobody waiting for it.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
