import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { buildTestCommand, type TestCommand } from "./test-command.ts";

const RIGHT = "right-secret-4711";
const WRONG = "wrong-secret-4712";
let deployment: TestDeployment;
let command: TestCommand;
let admin: Redis;
let flags: string[];
let sentinel: string[];

beforeAll(async () => {
  [command, deployment] = await Promise.all([
    buildTestCommand(),
    startTestDeployment({
      sentinels: 3,
      replicas: 1,
      redisConf: ["save 3600 1", "enable-debug-command yes", "loading-process-events-interval-bytes 1024"],
      downAfterMs: 60_000,
    }),
  ]);
  admin = deployment.client(deployment.master.address);
  const others = deployment.replicas.map(({ address }) => deployment.client(address));
  for (const redis of [admin, ...others]) {
    await redis.call("ACL", "SETUSER", "watcher", "on", `>${RIGHT}`, "+info", "+ping", "+role");
    await redis.call("ACL", "SETUSER", "nobody", "on", `>${RIGHT}`, "+ping");
    // Whoever is connected already stays, the Sentinels too.
    await redis.call("ACL", "SETUSER", "default", "resetpass", `>${RIGHT}`);
  }
  flags = ["--host", "127.0.0.1", "--port", String(deployment.master.port), "--interval", "0.1"];
  sentinel = [
    ...["--sentinel-host", "127.0.0.1", "--sentinel-port", String(deployment.sentinels[0]?.port)],
    ...["--sentinel-master-name", deployment.masterName],
  ];
});
afterAll(async () => {
  await deployment.stop();
  command.remove();
});

function writeSecret(text: string): string {
  const file = join(command.folder, "secret");
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

describe("a password", () => {
  it.each([
    ["as an argument", () => ["--password", RIGHT], {}],
    ["as one word with its flag", () => [`--password=${RIGHT}`], {}],
    ["in a file", () => ["--password-file", writeSecret(`${RIGHT}\n`)], {}],
    ["in REDISCLI_AUTH", () => [], { REDISCLI_AUTH: RIGHT }],
    ["in REDIS_PASSWORD", () => [], { REDIS_PASSWORD: RIGHT }],
    ["of a user", () => ["--user", "watcher", "--password", RIGHT], {}],
  ])("lets in when it is given %s, and is never printed", async (_, more, env) => {
    const { status, printed } = await command.nagios([...flags, ...more()], env);
    expect([status, printed]).toEqual([0, expect.stringMatching(/^REDIS OK - /)]);
    expect(printed).not.toContain(RIGHT);
  });

  it.each(["json", "nagios"])("that is wrong is critical and never printed (%s)", async (format) => {
    const ended = await command.run([...flags, "--password", WRONG, "--output-format", format]);
    expect(ended.status).toBe(2);
    expect(ended.printed).toContain("WRONGPASS");
    expect(ended.printed).not.toContain(WRONG);
  });

  it("that is missing is critical", async () => {
    const { status, out } = await command.nagios(flags);
    expect([status, out]).toEqual([2, expect.stringContaining("NOAUTH")]);
  });

  it("that anybody can do without is told", async () => {
    await admin.call("ACL", "SETUSER", "default", "nopass");
    const { status, out } = await command.nagios([...flags, "--user", "watcher", "--password", RIGHT]);
    await admin.call("ACL", "SETUSER", "default", "resetpass", `>${RIGHT}`);
    expect([status, out]).toEqual([2, expect.stringContaining("lets anybody in without a password")]);
  });
});

it("says which command the user may not run", async () => {
  const { status, out } = await command.nagios([...flags, "--user", "nobody", "--password", RIGHT]);
  expect(status).toBe(2);
  expect(out).toMatch(/NOPERM.*INFO/);
});

it("takes the Sentinel's word where the instances ask for a password that was not given", async () => {
  const result = await command.json([...sentinel, "--check-type", "all-sentinel"]);
  expect(result).toMatchObject({
    overall: { status: "OK" },
    sentinel_master_status: { status: "OK", data: { address: deployment.master.address } },
    sentinel_slaves_status: { status: "OK", data: { replicas: [{ flags: [] }] } },
  });
  const missing = await command.nagios([...sentinel, "--check-type", "sentinel-slaves", "--expected-replicas", "2"]);
  expect([missing.status, missing.out]).toEqual([1, expect.stringContaining("as the sentinel sees them")]);
});

it("signs in to a Sentinel with a password of its own", async () => {
  const client = deployment.client(deployment.sentinels[0]?.address ?? "");
  await client.call("ACL", "SETUSER", "default", "resetpass", `>${RIGHT}`);
  const [without, right, fromEnvironment] = await Promise.all([
    command.nagios([...sentinel, "--check-type", "sentinel-master"]),
    command.nagios([...sentinel, "--check-type", "sentinel-master", "--sentinel-password-file", writeSecret(RIGHT)]),
    command.nagios([...sentinel, "--check-type", "sentinel-master"], { SENTINEL_PASSWORD: RIGHT }),
  ]);
  expect([without.status, without.out]).toEqual([2, expect.stringContaining("NOAUTH")]);
  expect([right.status, fromEnvironment.status]).toEqual([0, 0]);
});

it("says that an instance loads its data", async () => {
  await admin.eval("for i = 1, 6000 do redis.call('SET', 'key:' .. i, string.rep('x', 100)) end", 0);
  await admin.config("SET", "key-load-delay", "300");
  const reload = admin.call("DEBUG", "RELOAD");
  const ask = async () => (await command.nagios([...flags, "--user", "watcher", "--password", RIGHT])).out;
  await expect.poll(ask, { timeout: 30_000 }).toMatch(/^REDIS (WARNING|CRITICAL) - .*(is loading|LOADING)/);
  await reload;
});
