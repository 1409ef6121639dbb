import { inflateSync } from "node:zlib";
import { Undecodable } from "./undecodable.ts";

/** As much as is read of a value that is not compressed. */
const MOST_BYTES = 4 * 1024 * 1024;
/** The first byte of what zlib writes with its usual window. */
const ZLIB = 0x78;

/** What zlib compressed, bounded: a few bytes may stand for gigabytes. */
export function inflate(bytes: Uint8Array): Buffer {
  if (bytes[0] !== ZLIB) throw new Undecodable("it is not compressed by zlib");
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (thrown) {
    throw new Undecodable("it cannot be decompressed, or not within 4 MB", { cause: thrown });
  }
}
