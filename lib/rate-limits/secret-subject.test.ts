import { afterAll, beforeAll, expect, it } from "vitest";
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

it("lets what is proven to be none into an address", async () => {
  await test.redis().set("rl:ip:192.0.2.1", "1");
  await settle(test.redis());
  expect((await test.find("192.0.2.1")).isShareable).toBe(true);
  expect((await test.find("not-there")).isShareable).toBe(false);
});
