import { afterEach, describe, expect, it } from "vitest";
import { cancelJob } from "#lib/jobs/cancel-job.ts";
import { startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { createSeal } from "#lib/seal.ts";
import { startTestStores } from "#lib/store/test-stores.ts";
import { bigKeysJob } from "./big-keys-job.ts";
import { readBigKeys } from "./read-big-keys.ts";
import { sampleBigKeys } from "./sample-big-keys.ts";
import { BigKeyLook } from "./schema.ts";
import { startTestInspection } from "./test-inspection.ts";

const KEYSPACES = [
  { kind: "session", name: "web", label: "Web", db: 0, match: "sess:{id}", type: "string", codec: ["json"] },
  { kind: "cache", name: "pages", label: "Pages", db: 1, match: "cache:{id}" },
];

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

async function start(wanted: Parameters<typeof startTestInspection>[0] = {}) {
  const stores = await startTestStores("sqlite");
  cleanUp.push(() => stores.stop());
  const { store } = await stores.create();
  const test = await startTestInspection({ keyspaces: KEYSPACES, store, ...wanted });
  cleanUp.push(() => test.close());
  const first = test.deployment.client(test.deployment.master.address);
  const second = test.deployment.client(test.deployment.master.address, 1);
  await first.set("sess:a-very-secret-id", "x".repeat(50_000));
  await first.rpush("jobs", ...Array.from({ length: 5_000 }, (_, nth) => `job ${nth} of today`));
  await Promise.all(Array.from({ length: 3_000 }, (_, nth) => second.set(`cache:${nth}`, "x".repeat(nth % 100))));
  await second.hset("cache:big", Object.fromEntries(Array.from({ length: 2_000 }, (_, nth) => [`f${nth}`, "value"])));
  await first.wait(test.deployment.replicas.length, 2_000);
  const { ctx, lines } = test.context("engineer");
  const run = () => {
    const runner = startJobRunner({ services: ctx.services, owner: "test", kinds: [bigKeysJob] });
    cleanUp.push(() => runner.stop());
    return runner;
  };
  const input = test.input();
  const look = async () => BigKeyLook.parse(await runOperation(readBigKeys, ctx, input));
  const begin = () => runOperation(sampleBigKeys, ctx, input);
  const sample = async () => {
    await begin();
    run();
    await expect.poll(async () => (await look()).job?.state).toBe("succeeded");
    return (await look()).sample;
  };
  return { ...test, ctx, lines, store, run, look, begin, sample };
}

describe("a sample of big keys", () => {
  it("finds the largest of all logical databases, on a replica, and names no session", async () => {
    const started = await start({ replicas: 1 });
    const found = await started.sample();
    expect(found).toMatchObject({ isDone: true, why: null, fraction: 1, refused: 0 });
    expect(found?.source).toEqual({ address: started.deployment.replicas[0]?.address, role: "replica" });
    expect(found?.keys).toBeGreaterThanOrEqual(3_003);
    expect(found?.top).toHaveLength(50);
    expect(
      found?.top
        .slice(0, 3)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["hash", "list", "string"]);
    expect(found?.top.find(({ type }) => type === "list")).toMatchObject({ name: "jobs", db: 0, size: 5_000 });
    expect(found?.top.find(({ type }) => type === "hash")).toMatchObject({ name: "cache:big", keyspace: "Pages" });
    expect(found?.top.find(({ isMasked }) => isMasked)).toMatchObject({ keyspace: "Web", size: 50_000 });
    expect(found?.types.find(({ type }) => type === "string")?.keys).toBeGreaterThanOrEqual(3_001);
    expect(JSON.stringify(found)).not.toContain("secret");
  });

  it("says that it reads the master where there is no replica", async () => {
    const started = await start();
    expect((await started.sample())?.source).toEqual({ address: started.deployment.master.address, role: "master" });
  });

  it("is a job, that tells no name of a key to whoever sees jobs", async () => {
    const started = await start();
    await started.sample();
    const { jobs } = await runOperation(listJobs, started.ctx, { deployment: "test" });
    expect(jobs).toMatchObject([{ kind: "inspect.sample-big-keys", state: "succeeded", counts: { keys: 3_003 } }]);
    expect(JSON.stringify(jobs)).not.toContain("cache:");
    const row = await started.store.db.selectFrom("job").selectAll().executeTakeFirst();
    expect(JSON.stringify(row)).not.toContain("cache:");
  });

  it("keeps what it has found when it is cancelled", async () => {
    const slow = await start();
    // So many that it has not ended when it is cancelled.
    const client = slow.deployment.client(slow.deployment.master.address, 1);
    await client.mset(Array.from({ length: 60_000 }, (_, nth) => [`cache:more:${nth}`, "x"]).flat());
    await slow.begin();
    slow.run();
    await expect.poll(async () => (await slow.look()).sample?.keys ?? 0).toBeGreaterThan(0);
    const id = (await slow.look()).job?.id ?? "";
    await runOperation(cancelJob, slow.ctx, { deployment: "test", id });
    await expect.poll(async () => (await slow.look()).job?.state).toBe("cancelled");
    const { sample } = await slow.look();
    expect(sample).toMatchObject({ isDone: true, why: expect.stringContaining("stopped") });
    expect(sample?.keys).toBeLessThan(63_003);
    expect(sample?.top.length).toBeGreaterThan(0);
  });

  it("counts the keys that its user may not look at", async () => {
    const { sample } = await start({
      asReader: "~cache:* -@all +hello +auth +ping +select +role +info +scan +dbsize +type +memory|usage +hlen +strlen",
    });
    const found = await sample();
    expect(found).toMatchObject({ isDone: true, refused: 2 });
    expect(found?.top[0]).toMatchObject({ name: "cache:big", type: "hash", size: 2_000 });
  });

  it("is not started twice, and can be again once it has ended", async () => {
    const { begin, run, look } = await start();
    await begin();
    await expect(begin()).rejects.toMatchObject({ code: "CONFLICT" });
    run();
    await expect.poll(async () => (await look()).job?.state).toBe("succeeded");
    await begin();
    await expect.poll(async () => (await look()).job?.state).toBe("succeeded");
  });

  it("has found nothing before somebody has looked", async () => {
    expect(await (await start()).look()).toEqual({ job: null, sample: null });
  });

  it("is as good as not there when it was sealed under another secret of the console", async () => {
    const { sample, ctx, input } = await start();
    await sample();
    const seal = createSeal("a later secret of more than thirty-two characters");
    const later = { ...ctx, services: { ...ctx.services, seal } };
    expect(await runOperation(readBigKeys, later, input())).toMatchObject({
      job: { state: "succeeded" },
      sample: null,
    });
  });

  it("leaves lines in the audit log, when it is started and when it has ended", async () => {
    const { sample, lines } = await start();
    await sample();
    await expect.poll(() => lines.map(({ phase }) => phase)).toEqual(["started", "succeeded", "succeeded"]);
    expect(lines.at(-1)).toMatchObject({ operation: "inspect.sample-big-keys", count: 3_003 });
  });
});
