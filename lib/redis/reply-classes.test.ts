import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { DeploymentConnections, DeploymentRegistry } from "./deployment-connections.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

let deployment: TestDeployment;
let admin: Redis;
let registry: DeploymentRegistry;
let connections: DeploymentConnections;
beforeAll(async () => {
  deployment = await startTestDeployment({
    redisConf: [
      "enable-debug-command yes",
      "enable-protected-configs yes",
      "loading-process-events-interval-bytes 1024",
      "busy-reply-threshold 10",
    ],
  });
  admin = deployment.client(deployment.master.address);
  await admin.ping();
  registry = connect();
  connections = registry.get("test");
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

function connect(more: Record<string, unknown> = {}): DeploymentRegistry {
  return createDeploymentRegistry({ test: deployment.config(more) }, { readSecret: () => "" });
}

/** What the console says about a write at this moment. */
async function saying(): Promise<string> {
  try {
    const master = await connections.master(0, "write");
    return await master.run("SET", (redis) => redis.set("k", "value-of-k"));
  } catch (thrown) {
    const { code, message, where } = thrown as { code: string; message: string; where: string }; // Checked below.
    expect(`${message}`).not.toContain("value-of-k");
    return `${where} ${code} ${message}`;
  }
}

it("says that memory is full (OOM)", async () => {
  await admin.config("SET", "maxmemory", "1");
  expect(await saying()).toMatch(/REDIS_REPLIED_ERROR .*OOM/);
  await admin.config("SET", "maxmemory", "0");
  expect(await saying()).toBe("OK");
});

it("says that replicas are missing (NOREPLICAS)", async () => {
  await admin.config("SET", "min-replicas-to-write", "1");
  expect(await saying()).toMatch(/REDIS_REPLIED_ERROR .*NOREPLICAS/);
  await admin.config("SET", "min-replicas-to-write", "0");
});

it("says that the disk takes nothing (MISCONF)", async () => {
  const gone = join(deployment.master.folder, "gone");
  mkdirSync(gone);
  await admin.config("SET", "dir", gone);
  rmSync(gone, { recursive: true });
  await admin.config("SET", "save", "3600 1");
  await admin.call("BGSAVE");
  await expect.poll(saying, { timeout: 30_000 }).toMatch(/REDIS_REPLIED_ERROR .*MISCONF/);
  await admin.config("SET", "dir", deployment.master.folder);
  await admin.config("SET", "save", "");
  expect(await saying()).toBe("OK");
});

it("says that a script runs (BUSY), and goes on when it has ended", async () => {
  // While it is busy, the server lets nobody finish a sign-in.
  const killer = deployment.client(deployment.master.address);
  await killer.ping();
  const loop = admin.eval("while true do end", 0).catch((error: Error) => error.message);
  await expect.poll(saying).toMatch(/REDIS_REPLIED_ERROR .*BUSY/);
  await expect.poll(() => killer.script("KILL").catch(() => "not yet")).toBe("OK");
  expect(await loop).toContain("killed");
  await expect.poll(saying, { timeout: 30_000 }).toBe("OK");
});

it("says that the data is being read (LOADING), and goes on when that has ended", async () => {
  await admin.eval("for i = 1, 3000 do redis.call('SET', 'key:' .. i, string.rep('x', 100)) end", 0);
  await admin.config("SET", "key-load-delay", "300");
  const reload = admin.call("DEBUG", "RELOAD");
  await expect.poll(saying).toMatch(/REDIS_REPLIED_ERROR .*LOADING/);
  await reload;
  await expect.poll(saying, { timeout: 30_000 }).toBe("OK");
});

it("says that a logical database is missing, and never works in another one instead", async () => {
  await expect(connections.master(999, "write")).rejects.toMatchObject({
    code: "REDIS_REPLIED_ERROR",
    message: expect.stringContaining("logical database"),
  });
  // The one that is left is the writer of the tests before, in its own database.
  await expect.poll(async () => String(await admin.client("LIST")).match(/name=redis-console /g)).toHaveLength(1);
});

it("takes host names, whichever of their addresses the server listens on", async () => {
  const byName = connect({ address: `localhost:${deployment.master.port}` });
  const master = await byName.get("test").master(0, "read");
  expect(master.address).toBe(`localhost:${deployment.master.port}`);
  expect(await master.run("PING", (redis) => redis.ping())).toBe("PONG");
  await byName.close();
});

it("says that a name cannot be resolved, and that nothing listens", async () => {
  const unknown = connect({ address: "no-such-host.invalid:6379" });
  await expect(unknown.get("test").master(0, "read")).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    message: expect.stringContaining("resolved"),
  });
  await unknown.close();
  const refused = connect({ address: "127.0.0.1:1" });
  await expect(refused.get("test").master(0, "read")).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    message: expect.stringContaining("nothing listens"),
  });
  await refused.close();
});

it("asks a wrong password once, however many ask for a connection at the same time", async () => {
  await admin.call("ACL", "SETUSER", "console", "on", ">right", "~*", "+@all");
  const users = { reader: { username: "console", password: { env: "X" } } };
  const config = deployment.config({ users });
  let secret = "wrong-secret";
  const own = createDeploymentRegistry({ test: config }, { readSecret: () => secret });
  const { master } = own.get("test");
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 0, 1].map((db) => master(db, "read")));
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "REDIS_REPLIED_ERROR" } });
    expect(JSON.stringify(outcome)).not.toContain("wrong-secret");
    expect(outcome).toMatchObject({ reason: { message: expect.stringContaining("console") } });
  }
  const [entry] = (await admin.call("ACL", "LOG")) as unknown[][]; // ACL LOG lists its entries flat.
  const fields = (entry ?? []).map(String);
  expect(fields[fields.indexOf("reason") + 1]).toBe("auth");
  expect(fields[fields.indexOf("count") + 1]).toBe("1");
  secret = "right";
  await expect
    .poll(
      () =>
        master(0, "read").then(
          () => "in",
          () => "out",
        ),
      { timeout: 30_000 },
    )
    .toBe("in");
  await own.close();
});
