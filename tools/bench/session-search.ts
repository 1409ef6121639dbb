// One user's 5 sessions among 100,000 (and 1,000,000 with --full), beside the naive way: SCAN, then GET one by one.
import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { isMeant } from "#lib/sessions/is-meant.ts";
import { scanSessions } from "#lib/sessions/scan-sessions.ts";
import { understandTerm } from "#lib/sessions/search-term.ts";
import { sessionKeyspaces } from "#lib/sessions/session-keyspace.ts";
import { median } from "./median.ts";

const ROUNDS = 3;
const PER_USER = 5;
const BATCH = 2_000;
const KEYS_A_CALL = 500;
/** The naive way is not waited for beyond so many keys; its time for all is worked out from these. */
const MOST_NAIVE = 100_000;
const KEYSPACES = [
  {
    kind: "session",
    name: "web",
    label: "Web",
    db: 0,
    match: "sess:{id}",
    type: "string",
    codec: ["json"],
    user: "passport.user",
  },
];

for (const size of process.argv.includes("--full") ? [100_000, 1_000_000] : [100_000]) {
  const deployment = await startTestDeployment();
  const registry = createDeploymentRegistry(
    { bench: deployment.config({ keyspaces: KEYSPACES }) },
    { readSecret: () => "" },
  );
  try {
    const redis = deployment.client(deployment.master.address);
    await fill(redis, size);
    const user = String(Math.floor(size / PER_USER / 2));
    const ours: { total: number; first: number }[] = [];
    const naive: number[] = [];
    const ranges: number[] = [];
    const whole: number[] = [];
    await searchOurs(registry, user);
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await searchOurs(registry, user));
      ranges.push(await scanWith(redis, user, (keys) => readRanges(redis, keys)));
      whole.push(await scanWith(redis, user, (keys) => redis.mgetBuffer(...keys)));
      naive.push(await searchNaively(redis, user, size));
    }
    const total = median(ours.map((one) => one.total));
    const slow = median(naive);
    console.log(
      `${size.toLocaleString("en")} sessions: ${ms(total)} (first hit after ${ms(median(ours.map((one) => one.first)))}); ` +
        `SCAN and GET one by one ${ms(slow)}${size > MOST_NAIVE ? " (worked out)" : ""}, ${(slow / total).toFixed(1)} times as long`,
    );
    console.log(
      `  the reading alone: GETRANGE for each key ${ms(median(ranges))}, MGET ${ms(median(whole))}, ` +
        `${(median(ranges) / median(whole)).toFixed(2)} times as long`,
    );
  } finally {
    await registry.close();
    await deployment.stop();
  }
}

async function readRanges(redis: Redis, keys: Buffer[]): Promise<(Buffer | null)[]> {
  const pipeline = redis.pipeline();
  for (const key of keys) pipeline.getrangeBuffer(key, 0, 131_071);
  return ((await pipeline.exec()) ?? []).map(([, reply]) => (Buffer.isBuffer(reply) ? reply : null));
}

async function fill(redis: Redis, size: number): Promise<void> {
  const padding = "x".repeat(420);
  for (let from = 0; from < size; from += BATCH) {
    const pipeline = redis.pipeline();
    for (let n = from; n < Math.min(size, from + BATCH); n++) {
      const value = {
        cookie: { originalMaxAge: 3_600_000, expires: "2030-01-01T00:00:00.000Z", httpOnly: true, path: "/" },
        passport: { user: Math.floor(n / PER_USER) },
        ip: "192.0.2.1",
        padding,
      };
      pipeline.set(`sess:${randomBytes(18).toString("base64url")}`, JSON.stringify(value), "EX", 86_400);
    }
    await pipeline.exec();
  }
}

async function searchOurs(
  registry: ReturnType<typeof createDeploymentRegistry>,
  user: string,
): Promise<{ total: number; first: number }> {
  const connections = registry.get("bench");
  const [keyspace] = sessionKeyspaces(connections.config);
  if (keyspace === undefined) throw new Error("The bench has no keyspace.");
  const term = understandTerm(user);
  const startedAt = performance.now();
  let first = Number.NaN;
  let found = 0;
  for await (const batch of scanSessions({
    connections,
    keyspace,
    signal: new AbortController().signal,
    from: "replica",
    fits: (session) => isMeant(keyspace, session, term),
  })) {
    found += batch.found.length;
    if (found > 0 && Number.isNaN(first)) first = performance.now() - startedAt;
  }
  assertFound(found);
  return { total: performance.now() - startedAt, first };
}

/** Both ways of reading, with nothing else around them. */
async function scanWith(
  redis: Redis,
  user: string,
  read: (keys: Buffer[]) => Promise<(Buffer | null)[]>,
): Promise<number> {
  const probe = Buffer.from(`"user":${user}}`);
  const startedAt = performance.now();
  let cursor = "0";
  let found = 0;
  do {
    const [next, keys] = await redis.scanBuffer(cursor, "MATCH", "sess:*", "COUNT", KEYS_A_CALL);
    cursor = String(next);
    const values = keys.length === 0 ? [] : await read(keys);
    found += values.filter((value) => value?.includes(probe)).length;
  } while (cursor !== "0");
  assertFound(found);
  return performance.now() - startedAt;
}

async function searchNaively(redis: Redis, user: string, size: number): Promise<number> {
  const startedAt = performance.now();
  let cursor = "0";
  let seen = 0;
  let found = 0;
  do {
    const [next, keys] = await redis.scan(cursor, "MATCH", "sess:*", "COUNT", 1000);
    cursor = next;
    for (const key of keys) {
      const value = await redis.get(key);
      if (value !== null && String(JSON.parse(value).passport.user) === user) found += 1;
    }
    seen += keys.length;
  } while (cursor !== "0" && seen < MOST_NAIVE);
  if (cursor === "0") assertFound(found);
  return ((performance.now() - startedAt) * size) / seen;
}

/** SCAN may hand out a key twice while the table grows or shrinks; here it does neither. */
function assertFound(found: number): void {
  if (found !== PER_USER) throw new Error(`${found} sessions were found instead of ${PER_USER}.`);
}

function ms(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
}
