import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS_DB, startTestLimits, type TestLimits } from "./test-limits.ts";

const KEYSPACES = [{ name: "api", match: "rl:{user}", limit: 3, windowMs: 600_000 }];

const ref = (key: string | Buffer) => ({ keyspace: "api", key: Buffer.from(key).toString("base64url") });

describe("a reset through a failover", () => {
  let test: TestLimits;
  beforeAll(async () => {
    test = await startTestLimits(KEYSPACES, { replicas: 2, sentinels: 3, downAfterMs: 1_000 });
  });
  afterAll(() => test.console.close());
  const at = (address: string) => test.console.deployment.client(address, LIMITS_DB);

  it("says how many replicas have confirmed when one of them hangs", async () => {
    const { replicas, master } = test.console.deployment;
    await at(master.address).set("rl:hung", "5", "EX", 600);
    await at(master.address).wait(2, 5_000);
    replicas[0]?.pause();
    const outcome = await test.reset([ref("rl:hung")]);
    replicas[0]?.resume();
    expect(outcome).toMatchObject({ reset: 1, replicas: { confirmed: 1, connected: 2 } });
  }, 60_000);

  it("is done again on the new master when the old one dies before its replicas have heard of it", async () => {
    const { replicas, master } = test.console.deployment;
    await expect.poll(() => at(master.address).wait(2, 1_000), { timeout: 20_000 }).toBe(2);
    await at(master.address).set("rl:ada", "5", "EX", 600);
    await at(master.address).wait(2, 5_000);
    for (const replica of replicas) replica.pause();
    const resetting = test.reset([ref("rl:ada")]);
    // Deleted on the master, and nowhere else.
    await expect.poll(() => at(master.address).exists("rl:ada"), { timeout: 10_000 }).toBe(0);
    await master.kill();
    for (const replica of replicas) replica.resume();
    const outcome = await resetting;
    expect(outcome.reset).toBe(1);
    expect(outcome.restarts).toBeGreaterThan(0);
    const current = () => test.console.deployment.currentMaster();
    expect(await current()).not.toBe(master.address);
    expect(await at(await current()).exists("rl:ada")).toBe(0);
    await master.start();
    // Sentinels that did not hear of each other may fail over once more.
    await expect.poll(async () => at(await current()).wait(2, 1_000), { timeout: 60_000 }).toBe(2);
    for (const { address } of test.console.deployment.instances) expect(await at(address).exists("rl:ada")).toBe(0);
  }, 120_000);
});

describe("a reset that meets something odd", () => {
  let test: TestLimits;
  beforeAll(async () => {
    test = await startTestLimits(KEYSPACES, {});
  });
  afterAll(() => test.console.close());

  it("says which command the user may not send, and resets nothing", async () => {
    await test.redis().set("rl:ada", "5");
    await test.redis().call("ACL", "SETUSER", "default", "-unlink");
    await expect(test.reset([ref("rl:ada")])).rejects.toMatchObject({ message: expect.stringContaining("NOPERM") });
    await test.redis().call("ACL", "SETUSER", "default", "+unlink");
    expect(await test.redis().exists("rl:ada")).toBe(1);
  });

  it("shows a counter of another type as what it is, and resets it all the same", async () => {
    await test.redis().hset("rl:bob", "a", "1");
    expect(await test.one("bob")).toMatchObject({ used: null, isBlocked: false, note: "Its value is no number." });
    expect(await test.reset([ref("rl:bob")])).toMatchObject({ reset: 1, countingAgain: 0 });
  });

  it("keeps hostile bytes harmless, and means exactly them", async () => {
    const hostile = Buffer.concat([Buffer.from("rl:"), Buffer.from([0xff, 0, 0x1b]), Buffer.from("<script>\u202e*")]);
    await test.redis().flushall();
    await test.redis().set(hostile, "9");
    await test.redis().set("rl:innocent", "9");
    const { limits } = await test.board();
    const row = limits.find(({ key }) => Buffer.from(key, "base64url").equals(hostile));
    expect(row?.subject).toBe("\\xff\\x00\\x1b<script>\\xe2\\x80\\xae*");
    expect(row?.lookUp).toBeNull();
    await test.reset(row === undefined ? [] : [row]);
    expect(await test.redis().keys("*")).toEqual(["rl:innocent"]);
  });

  it("tells of requests that are counted meanwhile, and never of more than there were", async () => {
    let isOver = false;
    let answered = 0;
    const requests = (async () => {
      while (!isOver) answered = await test.redis().incr("rl:busy");
    })();
    await expect.poll(() => answered).toBeGreaterThan(100);
    const outcome = await test.reset([ref("rl:busy")]);
    const { used } = await test.one("busy");
    isOver = true;
    await requests;
    expect(outcome).toMatchObject({ reset: 1, countingAgain: 1 });
    expect(used).toBeLessThanOrEqual(answered);
    expect(used).toBeGreaterThan(0);
  });

  it("refuses what another keyspace owns, and a key that is none of the limiter's", async () => {
    await test.redis().set("session:1", "{}");
    await expect(test.reset([ref("session:1")])).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await test.redis().exists("session:1")).toBe(1);
  });
});
