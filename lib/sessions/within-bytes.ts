import type { Redis } from "ioredis";

const MOST_REPLY_BYTES = 64 * 1024 * 1024;

/** Cuts a reply off with its connection once it grows beyond 64 MB: nothing else bounds what MGET or HMGET may answer. */
export async function withinBytes<T>(redis: Redis, work: () => Promise<T>): Promise<T> {
  const { stream } = redis;
  let read = 0;
  const count = (chunk: Uint8Array) => {
    read += chunk.length;
    // The driver's own way of closing would still take in the rest.
    if (read > MOST_REPLY_BYTES) stream.destroy();
  };
  stream.on("data", count);
  try {
    return await work();
  } finally {
    stream.off("data", count);
  }
}
