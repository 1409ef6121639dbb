import { createHash } from "node:crypto";

/** Says that two are the same, and not what they are. */
export function fingerprint(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 8);
}
