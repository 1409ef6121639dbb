import type { Seal } from "#lib/seal.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import type { RateLimit } from "./schema.ts";

/** What the browser may hold of counters: where the key has a secret in it, a reference without it. */
export function withRefs(
  seal: Seal,
  deployment: string,
  limiters: readonly CompiledLimiter[],
  limits: readonly RateLimit[],
): RateLimit[] {
  const secret = new Set(limiters.flatMap(({ config }) => (config.secretSubject ? [config.name] : [])));
  return limits.map((limit) =>
    secret.has(limit.keyspace)
      ? { ...limit, key: seal.seal(purpose(deployment, limit.keyspace), Buffer.from(limit.key, "base64url")) }
      : limit,
  );
}

export function keyOfRef(seal: Seal, deployment: string, { config }: CompiledLimiter, ref: string): Buffer {
  return config.secretSubject ? seal.open(purpose(deployment, config.name), ref) : Buffer.from(ref, "base64url");
}

function purpose(deployment: string, keyspace: string): string {
  return `limit ${deployment} ${keyspace}`;
}
