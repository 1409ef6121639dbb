import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { deleteCacheKeys } from "./delete-cache-keys.ts";
import { planFlush } from "./plan-flush.ts";
import { sampleNamespaces } from "./sample-namespaces.ts";
import { CacheSearchEvent, type CacheValue } from "./schema.ts";
import { searchCache } from "./search-cache.ts";
import { showCacheValue } from "./show-value.ts";

const MIB = 1_048_576;

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({}, [{ kind: "cache", name: "pages", label: "Pages", db: 0, match: "cache:{id}" }]);
});
afterAll(() => test.close());
beforeEach(async () => void (await redis().flushall()));

const redis = () => test.deployment.client(test.deployment.master.address);
/** No control character, and none that turns the reading direction. */
const isHarmless = (text: string) => !/[\p{Cc}\p{Cf}]/u.test(text);
const encode = (key: string | Buffer) => Buffer.from(key).toString("base64url");
const show = (key: string | Buffer): Promise<CacheValue> =>
  runOperation(showCacheValue, test.context("sre"), { deployment: "test", keyspace: "pages", key: encode(key) });

/** As the browser gets it: each event must fit the schema. */
async function search(pattern = "*") {
  const events = await runOperation(searchCache, test.context("sre"), {
    deployment: "test",
    keyspace: "pages",
    pattern,
  });
  const seen: CacheSearchEvent[] = [];
  for await (const event of events) seen.push(CacheSearchEvent.parse(event));
  return seen;
}

describe("a value that is far too large", () => {
  it("of 512 MB is shown by its beginning, searched and planned for, and the console stays small", async () => {
    await redis().setrange("cache:huge", 512 * MIB - 1, "x");
    await redis().setrange("cache:huge", 0, "the beginning");
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const shown = await show("cache:huge");
    expect(shown).toMatchObject({ isWhole: false, key: { size: 512 * MIB } });
    expect(JSON.stringify(shown).length).toBeLessThan(100_000);
    await search();
    await runOperation(sampleNamespaces, test.context("sre"), { deployment: "test" });
    await runOperation(planFlush, test.context("sre"), { deployment: "test", keyspace: "pages", pattern: "*" });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MIB);
  });

  it.each([
    ["hash", (big: string) => redis().hset("cache:big", { small: "v", big })],
    ["list", (big: string) => redis().rpush("cache:big", "small", big)],
    ["zset", (big: string) => redis().zadd("cache:big", 1, "small", 2, big)],
    ["set", (big: string) => redis().sadd("cache:big", "small", big)],
  ])("inside a %s is not taken in", async (_, put) => {
    await put("x".repeat(60 * MIB));
    await expect(show("cache:big")).rejects.toMatchObject({
      code: expect.stringMatching(/CONFLICT|REDIS_UNREACHABLE/),
    });
    await redis().set("cache:after", "fine");
    expect((await show("cache:after")).rows[0]?.value.text).toBe("fine");
  });

  it("of a million members shows a hundred of them, soon", async () => {
    for (let from = 0; from < 1_000_000; from += 50_000) {
      await redis().sadd("cache:set", ...Array.from({ length: 50_000 }, (_, nth) => `m${from + nth}`));
    }
    const shown = await show("cache:set");
    expect(shown.key.size).toBe(1_000_000);
    expect(shown.rows.length).toBeLessThanOrEqual(100);
    expect(shown.isWhole).toBe(false);
  });
});

describe("a key that is meant to do harm", () => {
  const HOSTILE = [
    Buffer.from("cache:\0nul"),
    Buffer.from("cache:\x1b[31mred\x1b]0;title\x07"),
    Buffer.from("cache:<script>alert(1)</script>"),
    Buffer.from("cache:\u202egnp.exe"),
    Buffer.from('cache:line\r\n{"seq":1}'),
    Buffer.from([...Buffer.from("cache:"), 0xff, 0xfe, 0xc0]),
    Buffer.concat([Buffer.from("cache:"), Buffer.alloc(10_000, 0xe9)]),
  ];

  it("is listed, shown and deleted by its very bytes, and nothing of it is obeyed", async () => {
    for (const key of HOSTILE) await redis().set(key, "v");
    const found = (await search()).flatMap((event) => (event.type === "found" ? event.keys : []));
    expect(found.map(({ key }) => key).sort()).toEqual(HOSTILE.map(encode).sort());
    for (const { text } of found) {
      expect(text).toSatisfy(isHarmless);
      expect(text.length).toBeLessThan(3_000);
    }
    for (const key of HOSTILE) expect((await show(key)).rows[0]?.value.text).toBe("v");
    const keys = HOSTILE.map(encode);
    const input = { deployment: "test", keyspace: "pages", keys, reason: "hostile" };
    expect(await runOperation(deleteCacheKeys, test.context("sre"), input)).toMatchObject({ deleted: HOSTILE.length });
    expect(await redis().dbsize()).toBe(0);
    const line = test.audit.at(-1);
    expect(line?.target?.shown ?? "").toSatisfy(isHarmless);
  });

  it("with a name of 100 kB is counted and not listed, and the search goes on", async () => {
    await redis().set(Buffer.concat([Buffer.from("cache:"), Buffer.alloc(100_000, 0x61)]), "v");
    await redis().set("cache:plain", "v");
    const events = await search();
    expect(events.flatMap((event) => (event.type === "found" ? event.keys : [])).map(({ text }) => text)).toEqual([
      "cache:plain",
    ]);
    expect(events.at(-1)).toMatchObject({ type: "finished", matched: 2, isComplete: false });
  });
});
