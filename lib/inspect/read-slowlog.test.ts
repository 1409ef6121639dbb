import { afterAll, beforeAll, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { readSlowlog } from "./read-slowlog.ts";
import { Slowlog } from "./schema.ts";
import { startTestInspection, type TestInspection } from "./test-inspection.ts";

const SESSIONS = {
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "sess:{id}",
  type: "string",
  codec: ["json"],
};

let test: TestInspection;
beforeAll(async () => {
  test = await startTestInspection({
    redisConf: ["slowlog-log-slower-than 0", "enable-debug-command local"],
    keyspaces: [SESSIONS],
  });
  const client = test.deployment.client(test.deployment.master.address);
  await client.client("SETNAME", "shop");
  await client.set("sess:a-very-secret-id", "and-its-secret-value");
  await client.mget("cache:one", "cache:two");
  await client.call("DEBUG", "SLEEP", "0.03");
});
afterAll(() => test.close());

const read = async (role: "engineer" | "sre") =>
  Slowlog.parse(await runOperation(readSlowlog, test.context(role).ctx, test.input()));

it("lists what was slow, by whom, and for how long", async () => {
  const { entries, kept } = await read("sre");
  const mget = entries.find(({ command }) => command === "MGET");
  expect(mget).toMatchObject({ clientName: "shop", argumentCount: 2, argumentBytes: 18 });
  expect(mget?.client).toMatch(/^127\.0\.0\.1:\d+$/);
  // A look-up can take less than the microsecond that Redis counts in.
  expect(mget?.durationMs).toBeGreaterThanOrEqual(0);
  expect(entries.find(({ command }) => command === "DEBUG")?.durationMs).toBeGreaterThanOrEqual(30);
  expect(mget?.shownArguments?.map(({ text }) => text)).toEqual(["cache:one", "cache:two"]);
  expect(kept).toMatchObject({ ok: true });
});

it("keeps sessions' keys and values from those who see arguments, too", async () => {
  const log = await read("sre");
  const set = log.entries.find(({ command }) => command === "SET");
  expect(set?.shownArguments).toMatchObject([
    { text: expect.stringMatching(/^Web [\w-]{8}$/), isMasked: true },
    { isMasked: true },
  ]);
  expect(JSON.stringify(log)).not.toMatch(/secret/);
});

it("tells an engineer the number and size of the arguments alone", async () => {
  const { entries, showsArguments } = await read("engineer");
  expect(showsArguments).toBe(false);
  expect(entries.find(({ command }) => command === "MGET")).toMatchObject({ shownArguments: null, argumentCount: 2 });
});

it("fetches no more than 128 of a long log", async () => {
  const client = test.deployment.client(test.deployment.master.address);
  await client.config("SET", "slowlog-max-len", "1000");
  await Promise.all(Array.from({ length: 300 }, () => client.echo("x")));
  const { entries, kept } = await read("sre");
  expect(entries).toHaveLength(128);
  expect(kept.ok && kept.data).toBeGreaterThan(300);
});

it("leaves lines in the audit log, for arguments may tell of people", async () => {
  const { ctx, lines } = test.context();
  await runOperation(readSlowlog, ctx, test.input());
  expect(lines).toMatchObject([{ phase: "started" }, { phase: "succeeded", operation: "inspect.slowlog" }]);
});
