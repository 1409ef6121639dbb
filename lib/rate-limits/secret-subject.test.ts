import { afterAll, beforeAll, expect, it } from "vitest";
import { listJobs } from "#lib/jobs/list-jobs.ts";
import { runOperation } from "#lib/run-operation.ts";
import { planReset } from "./plan-reset.ts";
import { resetByPattern } from "./reset-by-pattern.ts";
import { settle, startTestLimits, type TestLimits } from "./test-limits.ts";

const API_KEY = "sk_live_4eC39HqLyjWDarjtT1zdp7dc";

let test: TestLimits;
beforeAll(async () => {
  test = await startTestLimits([
    { name: "keys", match: "rl:key:{apiKey}", limit: 3, windowMs: 60_000, secretSubject: true },
    { name: "ips", match: "rl:ip:{ip}", limit: 3, windowMs: 60_000 },
  ]);
});
afterAll(() => test.console.close());

it("finds a counter by a secret, and sends the secret nowhere", async () => {
  await test.redis().mset(`rl:key:${API_KEY}`, "3", "rl:ip:192.0.2.1", "3");
  await settle(test.redis());
  const found = await test.find(API_KEY);
  expect(found).toMatchObject({ isShareable: false, limits: [{ keyspace: "keys", used: 3, isBlocked: true }] });
  const board = await test.board();
  const sent = JSON.stringify([found, board]);
  for (const form of ["utf8", "base64url", "hex"] as const) {
    expect(sent).not.toContain(Buffer.from(API_KEY).toString(form));
    expect(sent).not.toContain(Buffer.from(`rl:key:${API_KEY}`).toString(form));
  }
  expect(await test.reset(board.limits)).toMatchObject({ reset: 2 });
  expect(await test.redis().dbsize()).toBe(0);
  // The identity is tagged before it is stored.
  const told = test.console.audit.map(({ target }) => target?.shown);
  expect(told.join()).not.toContain("sk_live");
});

it("names a pattern with a secret in it neither to those who see jobs nor in the audit log", async () => {
  await test.redis().set(`rl:key:${API_KEY}`, "3");
  await settle(test.redis());
  const ctx = test.console.context("sre");
  const start = async (pattern: string) => {
    const made = await runOperation(planReset, ctx, { deployment: "test", keyspace: "keys", pattern });
    const input = { deployment: "test", plan: made.plan, reason: "wrong limit", typed: String(made.count) };
    return runOperation(resetByPattern, ctx, input);
  };
  await start(`rl:key:${API_KEY}`);
  await start("rl:key:*");
  const { jobs } = await runOperation(listJobs, ctx, { deployment: "test" });
  const told = [
    ...jobs.map(({ title }) => title),
    ...test.console.audit.map(({ target }) => target?.shown ?? ""),
  ].join();
  expect(told).not.toContain(API_KEY);
  expect(told).toContain("Reset rl:key:* of keys");
});

it("lets what is proven to be none into an address", async () => {
  await test.redis().set("rl:ip:192.0.2.1", "1");
  await settle(test.redis());
  expect((await test.find("192.0.2.1")).isShareable).toBe(true);
  expect((await test.find("not-there")).isShareable).toBe(false);
});
