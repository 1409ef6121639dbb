import type { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createClientOpener } from "./client-opener.ts";
import { type ClientKey, type ClientPool, createClientPool } from "./client-pool.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

let deployment: TestDeployment;
let admin: Redis;
let pool: ClientPool;
let key: (db: number, purpose?: "read" | "write" | "job") => ClientKey;
const pools: ClientPool[] = [];

beforeAll(async () => {
  deployment = await startTestDeployment();
  admin = deployment.client(deployment.master.address);
  newPool();
});
afterEach(async () => {
  pool.close();
  await expect.poll(ours).toEqual([]);
  newPool();
});
afterAll(async () => {
  for (const one of pools) one.close();
  await deployment.stop();
});

function newPool(): void {
  const opener = createClientOpener(deployment.config(), () => "");
  pool = createClientPool(opener.open);
  pools.push(pool);
  key = (db, purpose = "read") => opener.key(deployment.master.address, db, purpose);
}

async function ours(): Promise<string[]> {
  const list = String(await admin.client("LIST"));
  return [...list.matchAll(/^id=(\d+) .*name=redis-console /gm)].map(([, id = ""]) => id);
}

const keys = (count: number) =>
  (["read", "write", "job"] as const).flatMap((purpose) => [0, 1, 2, 3].map((db) => key(db, purpose))).slice(0, count);

it("opens one connection however many ask at the same time", async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => pool.shared(key(0))));
  expect(new Set(clients).size).toBe(1);
  expect(await ours()).toHaveLength(1);
});

it("opens one other when the connection has ended, however many notice at the same time", async () => {
  const first = await pool.shared(key(0));
  await admin.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
  await expect.poll(() => first.isOpen()).toBe(false);
  const clients = await Promise.all(Array.from({ length: 20 }, () => pool.shared(key(0))));
  expect(new Set(clients).size).toBe(1);
  expect(clients[0]).not.toBe(first);
  expect(await ours()).toHaveLength(1);
});

it("never has more than eight connections to an instance, whatever is asked for at once", async () => {
  const all = Promise.all(keys(12).map((one) => pool.shared(one)));
  let most = 0;
  let isDone = false;
  const settled = all.finally(() => {
    isDone = true;
  });
  while (!isDone) most = Math.max(most, (await ours()).length);
  await settled;
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(8);
});

it("answers that all are in use when no connection becomes free", async () => {
  const open = await Promise.all(keys(8).map((one) => pool.shared(one)));
  for (const client of open) client.pending++;
  await expect(pool.shared(key(3, "job"))).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    where: deployment.master.address,
  });
});

it("does not close a connection that it has just handed out", async () => {
  const [first, ...others] = await Promise.all(keys(8).map((one) => pool.shared(one)));
  const longAgo = Date.now() - 30_000;
  for (const client of [first, ...others]) if (client !== undefined) client.lastUsedAt = longAgo;
  expect(await pool.shared(key(0, "read"))).toBe(first);
  await pool.shared(key(3, "job"));
  expect(first?.isOpen()).toBe(true);
  expect(others.filter((client) => !client.isOpen())).toHaveLength(1);
});

it("lets three work alone at a time, each on a connection of its own", async () => {
  const inUse = new Set<unknown>();
  let most = 0;
  await Promise.all(
    Array.from({ length: 9 }, () =>
      pool.exclusive(key(0, "write"), async (client) => {
        expect(inUse).not.toContain(client);
        inUse.add(client);
        most = Math.max(most, inUse.size);
        await client.redis.ping();
        inUse.delete(client);
      }),
    ),
  );
  expect(most).toBe(3);
});

it("keeps a connection for the next only when the work before has ended well, and without its watched keys", async () => {
  const first = await pool.exclusive(key(0, "write"), async (client) => {
    await client.redis.watch("a");
    return client;
  });
  await admin.set("a", "changed");
  const second = await pool.exclusive(key(0, "write"), async (client) => {
    expect(await client.redis.multi().set("b", "1").exec()).toEqual([[null, "OK"]]);
    return client;
  });
  expect(second).toBe(first);
  await expect(
    pool.exclusive(key(0, "write"), async () => {
      throw new Error("This work fails.");
    }),
  ).rejects.toThrow("This work fails.");
  expect(await pool.exclusive(key(0, "write"), async (client) => client)).not.toBe(first);
  const retired = await pool.exclusive(key(0, "write"), async (client) => {
    client.pending++;
    client.retire();
    client.pending--;
    return client;
  });
  await expect.poll(() => retired.redis.status).toBe("end");
});

it("opens nothing once it is closed", async () => {
  pool.close();
  await expect(pool.shared(key(0))).rejects.toMatchObject({ code: "REDIS_UNREACHABLE" });
});

it("survives an opening that fails with anything at all, and tries again", async () => {
  const opener = createClientOpener(deployment.config(), () => "");
  let times = 0;
  const failing = createClientPool(async (wanted) => {
    if (times++ === 0) throw "no error at all";
    return opener.open(wanted);
  });
  pools.push(failing);
  await expect(failing.shared(key(0))).rejects.toBe("no error at all");
  await expect
    .poll(() =>
      failing.shared(key(0)).then(
        (client) => client.isOpen(),
        () => false,
      ),
    )
    .toBe(true);
  failing.close();
});
