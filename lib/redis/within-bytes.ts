import type { Redis } from "ioredis";

/** A reply that grows beyond this is cut off with its connection: nothing else bounds what a server sends. */
const MOST_REPLY_BYTES = 64 * 1024 * 1024;

export async function withinBytes<T>(redis: Redis, work: () => Promise<T>, most = MOST_REPLY_BYTES): Promise<T> {
  const { stream } = redis;
  let read = 0;
  const count = (chunk: Uint8Array) => {
    read += chunk.length;
    // The driver's own way of closing would still take in the rest.
    if (read > most) stream.destroy();
  };
  stream.on("data", count);
  try {
    return await work();
  } finally {
    stream.off("data", count);
  }
}
