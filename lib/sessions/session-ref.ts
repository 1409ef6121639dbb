import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Seal } from "#lib/seal.ts";

/** A session of one keyspace, by the bytes of its key. */
export interface SessionIdentity {
  keyspace: string;
  key: Buffer;
}

const Sealed = z.object({ keyspace: z.string(), key: z.base64() });

/** A reference is good for one deployment alone. */
export function sealRef(seal: Seal, deployment: string, { keyspace, key }: SessionIdentity): string {
  return seal.seal(`session ${deployment}`, Buffer.from(JSON.stringify({ keyspace, key: key.toString("base64") })));
}

export function openRef(seal: Seal, deployment: string, ref: string): SessionIdentity {
  const parsed = Sealed.safeParse(JSON.parse(seal.open(`session ${deployment}`, ref).toString("utf8")));
  if (!parsed.success) throw new DomainError("INVALID_INPUT", "The reference names no session.");
  return { keyspace: parsed.data.keyspace, key: Buffer.from(parsed.data.key, "base64") };
}

export function sessionTag(seal: Seal, deployment: string, { keyspace, key }: SessionIdentity): string {
  return seal.tag(`session ${deployment} ${keyspace}`, key).slice(0, 8);
}
