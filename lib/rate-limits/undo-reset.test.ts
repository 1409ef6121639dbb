import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { startJobRunner } from "#lib/jobs/job-runner.ts";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { restorerAclRules } from "#lib/redis/acl-rules.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { restoreUndo } from "#lib/undo/restore-undo.ts";
import { planReset } from "./plan-reset.ts";
import { resetByPattern } from "./reset-by-pattern.ts";
import { resetByPatternJob } from "./reset-job.ts";
import { resetLimits } from "./reset-limits.ts";
import { ResetReport } from "./schema.ts";

const API = {
  kind: "rate-limit",
  name: "api",
  label: "API",
  db: 3,
  match: "rl:{subject}",
  limit: 10,
  windowMs: 60_000,
};
const LOGIN = {
  kind: "rate-limit",
  name: "login",
  label: "Login",
  db: 3,
  match: "rl-login:{user}:hits",
  blockKey: "rl-login:{user}:blocked",
  algorithm: "counter-and-block",
};

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole(
    { replicas: 1, sentinels: 1, redisConf: [`user restorer on nopass ${restorerAclRules(["rl:*", "rl-login:*"])}`] },
    [API, LOGIN],
    () => ({ users: { reader: {}, writer: {}, restorer: { username: "restorer" } } }),
  );
});
afterAll(() => test.close());

it("brings a counter back as it was, unless it counts again already", async () => {
  const redis = test.deployment.client(test.deployment.master.address, 3);
  await redis.set("rl:42", "9", "PX", 600_000);
  await redis.set("rl:43", "9", "PX", 600_000);
  const expiry = await redis.pexpiretime("rl:42");
  const limits = ["rl:42", "rl:43"].map((key) => ({ keyspace: "api", key: Buffer.from(key).toString("base64url") }));
  const { undo } = await runOperation(resetLimits, test.context(), {
    deployment: "test",
    limits,
    reason: "by mistake",
  });
  expect(undo).toMatchObject({ offer: { keys: 2 }, why: null });
  await redis.set("rl:43", "1");
  const report = await runOperation(restoreUndo, test.context(), { deployment: "test", id: undo.offer?.id ?? "" });
  expect(report).toMatchObject({ restored: 1, fresh: 1, replicas: { confirmed: 1, connected: 1 } });
  expect(await redis.mget("rl:42", "rl:43")).toEqual(["9", "1"]);
  expect(await redis.pexpiretime("rl:42")).toBe(expiry);
});

it("brings back what a reset by pattern has deleted, with the keys that went along", async () => {
  const runner = startJobRunner({ services: test.context("sre").services, owner: "test", kinds: [resetByPatternJob] });
  onTestFinished(() => runner.stop());
  const redis = test.deployment.client(test.deployment.master.address, 3);
  await redis.flushdb();
  await redis.mset("rl-login:a:hits", "2", "rl-login:a:blocked", "1", "rl-login:gone:blocked", "1");
  await redis.wait(1, 2_000);
  const wanted = { deployment: "test", keyspace: "login", pattern: "rl-login:*:hits" };
  const made = await runOperation(planReset, test.context("sre"), wanted);
  expect(made).toMatchObject({ count: 1, companions: 2, undo: { isPossible: true } });
  const input = { deployment: "test", plan: made.plan, reason: "wrong limit", typed: "1" };
  const { jobId } = await runOperation(resetByPattern, test.context("sre"), input);
  const job = async () =>
    (await runOperation(listJobs, test.context("sre"), { deployment: "test" })).jobs.find(({ id }) => id === jobId);
  await expect.poll(async () => (await job())?.state).toBe("succeeded");
  expect(await redis.dbsize()).toBe(0);
  const { undo } = ResetReport.parse((await job())?.result);
  expect(undo.offer).toMatchObject({ keys: 3 });
  await runOperation(restoreUndo, test.context("sre"), { deployment: "test", id: undo.offer?.id ?? "" });
  expect((await redis.keys("*")).sort()).toEqual(["rl-login:a:blocked", "rl-login:a:hits", "rl-login:gone:blocked"]);
});
