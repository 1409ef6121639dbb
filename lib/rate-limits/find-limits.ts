import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import type { Services } from "#lib/services.ts";
import { hashedKeys, onlyField } from "./hash-subject.ts";
import { keyBuilder } from "./key-builder.ts";
import { type CompiledLimiter, limiters } from "./limit-keyspace.ts";
import { withRefs } from "./limit-ref.ts";
import { readHashed } from "./read-hashed.ts";
import { readLimits } from "./read-limits.ts";
import { FindLimitsInput, type RateLimits } from "./schema.ts";
import { serverTime } from "./server-time.ts";

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
  async run({ services, signal }, { deployment, subject }): Promise<AsyncIterable<RateLimits>> {
    return once(findOfSubject(services, { deployment, subject }, signal));
  },
});

/** What the operation answers, for operations that ask for more than that. */
export async function findOfSubject(
  services: Services,
  { deployment, subject }: FindLimitsInput,
  signal: AbortSignal,
): Promise<RateLimits> {
  const connections = services.deployments.get(deployment);
  const found = await findLimitsOf(connections, subject, { now: services.now, signal });
  return { ...found, limits: withRefs(services.seal, deployment, limiters(connections.config), found.limits) };
}

async function* once(answer: Promise<RateLimits>): AsyncGenerator<RateLimits> {
  yield await answer;
}

interface Circumstances {
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Across all limiters: computed where the key can be, searched for once a database where it cannot. */
async function findLimitsOf(
  connections: DeploymentConnections,
  subject: string,
  { now, signal }: Circumstances,
): Promise<RateLimits> {
  const all = limiters(connections.config);
  const found: RateLimits = { limits: [], looked: 0, isComplete: true, at: now(), source: null, isShareable: false };
  const until = performance.now() + WITHIN_MS;
  const byDatabase = Map.groupBy(all, ({ config }) => config.db);
  for (const [db, ofDatabase] of byDatabase) {
    const { handle, role } = await readingSource(connections, db, "replica");
    found.source = { address: handle.address, role };
    const isLate = () => signal.aborted || performance.now() > until;
    const search = await keysOfSubject(handle, ofDatabase, subject, isLate);
    found.isComplete &&= search.isComplete;
    for (const [limiter, keys] of search.keys) {
      found.looked += keys.length;
      found.limits.push(...(await readLimits(handle, limiter, keys)));
    }
    for (const limiter of ofDatabase) found.limits.push(...(await hashedOf(handle, limiter, subject)));
  }
  return { ...found, isShareable: isShareable(all, found.limits) };
}

/** What no limiter takes for a secret, or what is proven to be something else. */
function isShareable(all: readonly CompiledLimiter[], found: RateLimits["limits"]): boolean {
  const secret = all.filter(({ config }) => config.secretSubject).map(({ config }) => config.name);
  return secret.length === 0 || (found.length > 0 && !found.some(({ keyspace }) => secret.includes(keyspace)));
}

async function hashedOf(handle: RedisHandle, limiter: CompiledLimiter, value: string): Promise<RateLimits["limits"]> {
  const { subject } = limiter.config;
  const field = typeof subject === "object" ? onlyField(subject) : undefined;
  if (typeof subject !== "object" || field === undefined) return [];
  const keys = hashedKeys(limiter, subject, { [field]: value }, await serverTime(handle));
  return readHashed(handle, limiter, keys);
}

interface Search {
  readonly keys: Map<CompiledLimiter, Buffer[]>;
  readonly isComplete: boolean;
}

async function keysOfSubject(
  handle: RedisHandle,
  ofDatabase: readonly CompiledLimiter[],
  subject: string,
  isLate: () => boolean,
): Promise<Search> {
  const keys = new Map<CompiledLimiter, Buffer[]>();
  const searched: CompiledLimiter[] = [];
  const nowMs = await serverTime(handle);
  for (const limiter of ofDatabase) {
    const direct = directKey(limiter, subject, nowMs);
    if (direct === "search") searched.push(limiter);
    else if (direct !== undefined) keys.set(limiter, [direct]);
  }
  if (searched.length === 0) return { keys, isComplete: true };
  const limiterOf = (key: Buffer) => searched.find((limiter) => isOfSubject(limiter, key, subject));
  const scan = await startKeyScan(handle, {
    glob: Buffer.from(`*${subject.replaceAll(/[*?[\]\\]/g, "\\$&")}*`),
    owns: (key) => limiterOf(key) !== undefined,
  });
  let count = 0;
  while (!scan.isDone) {
    if (isLate()) return { keys, isComplete: false };
    for (const key of (await scan.next(KEYS_A_CALL)).keys) {
      if (count >= MOST_FOUND) return { keys, isComplete: false };
      const limiter = limiterOf(key);
      if (limiter !== undefined) keys.set(limiter, [...(keys.get(limiter) ?? []), key]);
      count += 1;
    }
  }
  return { keys, isComplete: true };
}

/** With one varying part the key is known, and nothing needs to be searched; undefined: no such key can be. */
function directKey(limiter: CompiledLimiter, subject: string, nowMs: number): Buffer | "search" | undefined {
  const [only, ...others] = limiter.subjectParts;
  if (only === undefined) return undefined;
  const { template, config } = limiter;
  const isPlain = others.length === 0 && template.names.every((name) => name === only || name === config.bucket?.part);
  if (!isPlain) return "search";
  const key = keyBuilder(template)({ [only]: subject, ...bucketPlaceholder(limiter) });
  const counter = key === undefined ? undefined : (limiter.inBucket(key, nowMs, 0) ?? key);
  return counter !== undefined && limiter.owns(counter) ? counter : undefined;
}

function bucketPlaceholder({ config: { bucket } }: CompiledLimiter): Record<string, string> {
  return bucket === undefined ? {} : { [bucket.part]: "0" };
}

function isOfSubject(limiter: CompiledLimiter, key: Buffer, subject: string): boolean {
  const counter = limiter.counterOf(key);
  const parts = counter === undefined ? undefined : limiter.template.matches(counter);
  const wanted = Buffer.from(subject);
  return parts !== undefined && limiter.subjectParts.some((name) => parts[name]?.equals(wanted) === true);
}
