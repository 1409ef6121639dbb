import { createHash } from "node:crypto";

/** The digest of all parts, one after another. package.json gives the browser another file in this one's place. */
export function takeDigest(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(type);
  for (const part of parts) hash.update(part);
  return hash.digest();
}
