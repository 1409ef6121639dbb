import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { redisStorage } from "@better-auth/redis-storage";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import Bottleneck from "bottleneck";
import { Queue, Worker } from "bullmq";
import Koa from "koa";
// @ts-expect-error: it comes without types.
import koaRateLimit from "koa-ratelimit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import type { RateLimit } from "./schema.ts";
import { settle, startTestLimits, type TestLimits } from "./test-limits.ts";

/** Between the library's look and the console's lies a replica, and a busy machine. */
const TOLERATED_MS = 4_000;
const LIMIT = 3;
const WINDOW_MS = 60_000;

const numbers = { limit: LIMIT, windowMs: WINDOW_MS };
/** A database each, so that each preset is used as it is. */
const DATABASES = {
  "koa-ratelimit": { db: 4, ...numbers },
  "better-auth-limits": { db: 5, ...numbers },
  "bullmq-limiter": { db: 6, ...numbers },
  bottleneck: { db: 7, ...numbers },
} as const;
type PresetName = keyof typeof DATABASES;

let test: TestLimits;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  test = await startTestLimits(
    Object.entries(DATABASES).map(([name, given]) => ({ ...PRESETS[name], ...given, name, label: name })),
  );
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  await test.console.close();
});

const client = (preset: PresetName) =>
  test.console.deployment.client(test.console.deployment.master.address, DATABASES[preset].db);

async function ask(subject: string): Promise<RateLimit> {
  await settle(test.redis());
  return test.one(subject);
}

function expectNear(ms: number | null | undefined, expected: number): void {
  expect(ms).not.toBeNull();
  expect(Math.abs((ms ?? Number.NaN) - expected)).toBeLessThan(TOLERATED_MS);
}

it("has the numbers of koa-ratelimit over HTTP, and is let through after the reset", async () => {
  const app = new Koa();
  app.use(
    koaRateLimit({
      driver: "redis",
      db: client("koa-ratelimit"),
      duration: WINDOW_MS,
      max: LIMIT,
      id: (context: Koa.Context) => context.get("x-user"),
    }),
  );
  app.use((context) => {
    context.body = "ok";
  });
  const server = app.listen(0, "127.0.0.1");
  closing.push(() => void server.close());
  await once(server, "listening");
  // A server that listens on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  const visit = () => fetch(`http://127.0.0.1:${port}/`, { headers: { "x-user": "ada" } });
  await visit();
  const answer = await visit();
  const found = await ask("ada");
  expect(found).toMatchObject({
    used: 2,
    remaining: Number(answer.headers.get("x-ratelimit-remaining")),
    isBlocked: false,
  });
  await visit();
  const refused = await visit();
  expect(refused.status).toBe(429);
  const blocked = await ask("ada");
  expect(blocked.isBlocked).toBe(true);
  expectNear(blocked.blockedForMs, Number(refused.headers.get("x-ratelimit-reset")) * 1_000 - Date.now());
  await test.reset([blocked]);
  expect((await visit()).status).toBe(200);
});

it("has the numbers of Better Auth's own limits, and is let through after the reset", async () => {
  const auth = betterAuth({
    baseURL: "http://shop.test",
    secret: "a secret of more than thirty-two characters",
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    secondaryStorage: redisStorage({ client: client("better-auth-limits") }),
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: true, window: WINDOW_MS / 1_000, max: LIMIT, storage: "secondary-storage" },
    advanced: { ipAddress: { ipAddressHeaders: ["x-forwarded-for"] } },
  });
  const visit = () =>
    auth.handler(
      new Request("http://shop.test/api/auth/get-session", { headers: { "x-forwarded-for": "192.0.2.66" } }),
    );
  await visit();
  await visit();
  const found = await ask("192.0.2.66");
  expect(found).toMatchObject({ used: 2, remaining: LIMIT - 2, isBlocked: false });
  await visit();
  const refused = await visit();
  expect(refused.status).toBe(429);
  const blocked = await ask("192.0.2.66");
  expect(blocked.isBlocked).toBe(true);
  expectNear(blocked.blockedForMs, Number(refused.headers.get("x-retry-after")) * 1_000);
  await test.reset([blocked]);
  expect((await visit()).status).toBe(200);
});

it("has the numbers of a BullMQ worker's limit, and the next worker works after the reset", async () => {
  const { port } = test.console.deployment.master;
  const connection = { host: "127.0.0.1", port, db: DATABASES["bullmq-limiter"].db, maxRetriesPerRequest: null };
  const queue = new Queue("mail", { connection });
  closing.push(() => queue.close());
  const done: string[] = [];
  const startWorker = () => {
    const work = async (job: { name: string }) => void done.push(job.name);
    const worker = new Worker("mail", work, { connection, limiter: { max: LIMIT, duration: WINDOW_MS } });
    closing.push(() => worker.close(true));
  };
  startWorker();
  await queue.addBulk(Array.from({ length: LIMIT + 1 }, (_, nth) => ({ name: `letter ${nth}`, data: {} })));
  await expect.poll(() => done.length).toBe(LIMIT);
  await expect.poll(() => queue.getRateLimitTtl(LIMIT)).toBeGreaterThan(0);
  const blocked = await ask("mail");
  expect(blocked).toMatchObject({ isBlocked: true, remaining: 0 });
  expectNear(blocked.blockedForMs, await queue.getRateLimitTtl(LIMIT));
  const outcome = await test.reset([blocked]);
  expect(outcome).toMatchObject({
    reset: 1,
    localBlocks: [{ text: expect.stringContaining("maximumRateLimitDelay") }],
  });
  expect(done).toHaveLength(LIMIT);
  startWorker();
  await expect.poll(() => done.length).toBe(LIMIT + 1);
});

it("shows a Bottleneck reservoir, and never resets it: its scheduler lives on those keys", async () => {
  const limiter = new Bottleneck({
    id: "partner",
    datastore: "ioredis",
    clientOptions: { host: "127.0.0.1", port: test.console.deployment.master.port, db: DATABASES.bottleneck.db },
    reservoir: LIMIT,
  });
  closing.push(() => limiter.disconnect(false));
  await limiter.schedule(async () => "sent");
  const found = await ask("partner");
  expect(found.key).toBe(Buffer.from("b_partner_settings").toString("base64url"));
  await expect(test.reset([found])).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await client("bottleneck").exists("b_partner_settings")).toBe(1);
  expect(await limiter.currentReservoir()).toBe(LIMIT - 1);
});
