import type { Seal } from "#lib/seal.ts";

/** Equal targets have equal tags, so that what was done to one can be found without storing what it is. */
export function auditTargetTag(seal: Seal, identity: string | Uint8Array): string {
  return seal.tag("audit-target", identity);
}
