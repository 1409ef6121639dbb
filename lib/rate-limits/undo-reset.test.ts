import { afterAll, beforeAll, expect, it } from "vitest";
import { restorerAclRules } from "#lib/redis/acl-rules.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { restoreUndo } from "#lib/undo/restore-undo.ts";
import { resetLimits } from "./reset-limits.ts";

const API = {
  kind: "rate-limit",
  name: "api",
  label: "API",
  db: 3,
  match: "rl:{subject}",
  limit: 10,
  windowMs: 60_000,
};

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole(
    { replicas: 1, sentinels: 1, redisConf: [`user restorer on nopass ${restorerAclRules(["rl:*"])}`] },
    [API],
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
