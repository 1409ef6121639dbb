import { isDomainError } from "#lib/errors.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledLimiter, limiters } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import { FindLimitsInput, type RateLimits } from "./schema.ts";

const KEYS_A_CALL = 1_000;
const MOST_FOUND = 500;
const WITHIN_MS = 10_000;

/** Every counter of one subject: an IP address, a user id, whatever the limiters count by. */
export const findLimits = defineOperation({
  name: "limits.find",
  summary: "look up rate limits",
  kind: "access",
  roles: ["support", "engineer", "sre"],
  input: FindLimitsInput,
  target: ({ deployment, subject }) => ({ deployment, shown: "rate limits of a subject", identity: subject }),
  count: ({ limits }: RateLimits) => limits.length,
  async run({ services, signal }, { deployment, subject }): Promise<RateLimits> {
    const connections = services.deployments.get(deployment);
    const found: RateLimits = { limits: [], looked: 0, isComplete: true, at: services.now(), source: null };
    const until = performance.now() + WITHIN_MS;
    for (const limiter of limiters(connections.config)) {
      const { handle, role } = await readingSource(connections, limiter.config.db, "replica");
      found.source = { address: handle.address, role };
      const isLate = () => signal.aborted || performance.now() > until || found.limits.length >= MOST_FOUND;
      const { keys, isComplete } = await keysOfSubject(handle, limiter, subject, isLate);
      found.looked += keys.length;
      found.isComplete &&= isComplete;
      found.limits.push(...(await readLimits(handle, limiter, keys.slice(0, MOST_FOUND))));
    }
    return found;
  },
});

async function keysOfSubject(
  handle: RedisHandle,
  limiter: CompiledLimiter,
  subject: string,
  isLate: () => boolean,
): Promise<{ keys: Buffer[]; isComplete: boolean }> {
  const { template } = limiter;
  const [only, ...others] = template.names;
  // With one varying part the key is known, and nothing needs to be searched.
  if (only !== undefined && others.length === 0) {
    const key = buildKey(limiter, only, subject);
    return { keys: key === undefined ? [] : [key], isComplete: true };
  }
  const keys = new Map<string, Buffer>();
  const isMeant = (key: Buffer) =>
    limiter.owns(key) && Object.values(template.matches(key) ?? {}).some((part) => part.equals(Buffer.from(subject)));
  for (const name of template.names) {
    const scan = await startKeyScan(handle, { glob: template.globFor({ [name]: subject }), owns: isMeant });
    while (!scan.isDone) {
      if (isLate()) return { keys: [...keys.values()], isComplete: false };
      for (const key of (await scan.next(KEYS_A_CALL)).keys) keys.set(key.toString("latin1"), key);
    }
  }
  return { keys: [...keys.values()], isComplete: true };
}

/** undefined: what the person looks for cannot be part of such a key. */
function buildKey(limiter: CompiledLimiter, name: string, subject: string): Buffer | undefined {
  try {
    const key = limiter.template.build({ [name]: subject });
    return limiter.owns(key) ? key : undefined;
  } catch (thrown) {
    if (isDomainError(thrown)) return undefined;
    throw thrown;
  }
}
