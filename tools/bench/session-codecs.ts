// One user's sessions among 100,000 of each codec, beside JSON, whose bytes alone tell most of them apart.
import { readFileSync } from "node:fs";
import { encode } from "@msgpack/msgpack";
import type { Redis } from "ioredis";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { findUserSessions } from "#lib/sessions/find-user-sessions.ts";
import { sessionKeyspaces } from "#lib/sessions/session-keyspace.ts";
import { median } from "./median.ts";

const ROUNDS = 3;
const SESSIONS = 100_000;
const PER_USER = 20;
const BATCH = 2_000;
const FIRST_USER = 1000;

interface Kind {
  name: string;
  codec: string;
  user: string;
  value: (user: number) => Buffer | Record<string, string>;
}

/** What the program wrote for user 4711, with another number of four digits in its place. */
function like(fixture: string, put: (bytes: Buffer, user: number) => void): (user: number) => Buffer {
  const file = new URL(`../../lib/sessions/fixtures/${fixture}.json`, import.meta.url);
  const { keys } = JSON.parse(readFileSync(file, "utf8")) as { keys: { value: string }[] };
  const model = keys.map(({ value }) => Buffer.from(value, "base64")).find((bytes) => isOf4711(bytes));
  if (model === undefined) throw new Error(`${fixture} has no session of user 4711.`);
  return (user) => {
    const copy = Buffer.from(model);
    put(copy, user);
    return copy;
  };
}

const MARSHALLED = Buffer.from("6902", "hex");
const isOf4711 = (bytes: Buffer) => bytes.includes("4711") || bytes.includes(Buffer.from("69026712", "hex"));
const putDigits = (bytes: Buffer, user: number) => void bytes.write(String(user), bytes.indexOf("4711"));
const putFixnum = (bytes: Buffer, user: number) =>
  void bytes.writeUInt16LE(user, bytes.indexOf(MARSHALLED) + MARSHALLED.length);
const record = (user: number) => ({ userId: user, ip: "192.0.2.1", padding: "x".repeat(300) });

const KINDS: Kind[] = [
  { name: "JSON", codec: "json", user: "userId", value: (user) => Buffer.from(JSON.stringify(record(user))) },
  { name: "PHP", codec: "php-session", user: "user_id", value: like("phpredis-php", putDigits) },
  { name: "MessagePack", codec: "msgpack", user: "userId", value: (user) => Buffer.from(encode(record(user))) },
  { name: "pickle (Django)", codec: "pickle", user: "_auth_user_id", value: like("django-pickle", putDigits) },
  { name: "Marshal (Rails)", codec: "marshal", user: '"warden.user.user.key"[0][0]', value: like("rails", putFixnum) },
  {
    name: "hash",
    codec: "none",
    user: "userId",
    value: (user) => ({ ...record(user), userId: String(user) }),
  },
];

const deployment = await startTestDeployment();
const keyspaces = KINDS.map(({ name, codec, user, value }, db) => ({
  kind: "session",
  name: `kind-${db}`,
  label: name,
  db,
  match: "sess:{id}",
  type: Buffer.isBuffer(value(FIRST_USER)) ? "string" : "hash",
  codec: [codec],
  user,
}));
const registry = createDeploymentRegistry({ bench: deployment.config({ keyspaces }) }, { readSecret: () => "" });
try {
  for (const [db, kind] of KINDS.entries()) await fill(deployment.client(deployment.master.address, db), kind);
  const times = KINDS.map((): number[] => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [db] of KINDS.entries()) {
      const took = await search(db);
      if (round >= 0) times[db]?.push(took);
    }
  }
  const [json = 1] = times.map((ofKind) => median(ofKind));
  for (const [db, { name }] of KINDS.entries()) {
    const took = median(times[db] ?? []);
    console.log(
      `${SESSIONS.toLocaleString("en")} sessions, ${name}: ${took.toFixed(0)} ms, ${(took / json).toFixed(1)} times as long as JSON`,
    );
  }
} finally {
  await registry.close();
  await deployment.stop();
}

async function fill(redis: Redis, { value }: Kind): Promise<void> {
  for (let from = 0; from < SESSIONS; from += BATCH) {
    const pipeline = redis.pipeline();
    for (let n = from; n < from + BATCH; n++) {
      const made = value(FIRST_USER + Math.floor(n / PER_USER));
      if (Buffer.isBuffer(made)) pipeline.set(`sess:${n}`, made, "EX", 86_400);
      else pipeline.hset(`sess:${n}`, made);
    }
    await pipeline.exec();
  }
}

async function search(db: number): Promise<number> {
  const connections = registry.get("bench");
  const keyspace = sessionKeyspaces(connections.config)[db];
  if (keyspace === undefined) throw new Error("The bench has no such keyspace.");
  const startedAt = performance.now();
  const { sessions, isComplete } = await findUserSessions({
    connections,
    keyspaces: [keyspace],
    userIds: new Set(["4711"]),
    signal: new AbortController().signal,
    from: "replica",
    most: PER_USER,
  });
  if (sessions.length !== PER_USER || !isComplete) throw new Error(`${sessions.length} sessions were found.`);
  return performance.now() - startedAt;
}
