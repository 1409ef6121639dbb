import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { listChannels } from "./list-channels.ts";
import { publishMessage } from "./publish-message.ts";
import type { TailEvent, TailGap, TailMessage, TailSource } from "./schema.ts";
import { tailChannels } from "./tail-channels.ts";

const channel = { kind: "channel", db: 2 };
const KEYSPACES = [
  { ...channel, name: "news", label: "News", match: "news:{topic}", publish: true, redact: ["^phone$"] },
];
const LONG_MS = 20_000;

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 2, sentinels: 3 }, KEYSPACES);
}, 60_000);
afterAll(() => test.close());

const ids = (...names: (string | Buffer)[]) => names.map((name) => Buffer.from(name).toString("base64url")).join(".");
const master = async () => test.deployment.client(await test.deployment.currentMaster());
const open: AbortController[] = [];
afterEach(() => {
  for (const stop of open.splice(0)) stop.abort();
});

interface Watched {
  messages: TailMessage[];
  sources: TailSource[];
  gaps: TailGap[];
  refused: string[];
  received: number;
  notShown: number;
  perSecond: number;
  hasEnded: boolean;
  stop(): void;
}

/** Watches until the test ends; a slow reader takes the next event only when told. */
async function watch(wanted: { channels?: string; patterns?: string; shards?: string }): Promise<Watched> {
  const stop = new AbortController();
  open.push(stop);
  const seen: Watched = {
    ...{ messages: [], sources: [], gaps: [], refused: [], received: 0, notShown: 0, perSecond: 0, hasEnded: false },
    stop: () => stop.abort(),
  };
  const ctx = { ...test.context("sre"), signal: stop.signal };
  const events = await runOperation(tailChannels, ctx, { deployment: "test", ...wanted });
  const read = async () => {
    for await (const event of events) take(seen, event);
    seen.hasEnded = true;
  };
  read().catch(() => undefined);
  await expect.poll(() => seen.sources.length, { timeout: LONG_MS }).toBeGreaterThan(0);
  return seen;
}

function take(seen: Watched, event: TailEvent): void {
  if (event.type === "source") seen.sources.push(event.source);
  if (event.type === "gap") seen.gaps.push(event.gap);
  if (event.type === "refused") seen.refused.push(event.name);
  if (event.type !== "batch") return;
  seen.messages.push(...event.messages);
  [seen.received, seen.notShown, seen.perSecond] = [event.received, event.notShown, event.perSecond];
}

/** What is published before the subscription is confirmed is heard by nobody: so again until it is. */
async function publishUntilHeard(seen: Watched, name: string): Promise<void> {
  const redis = await master();
  await expect
    .poll(
      async () => {
        await redis.publish(name, "are you there");
        return seen.messages.some(({ channel: on }) => on === name);
      },
      { timeout: LONG_MS },
    )
    .toBe(true);
}

describe("the live view", () => {
  it("hears channels, patterns and shard channels on a replica, and says which", async () => {
    const seen = await watch({ channels: ids("news:a", "plain"), patterns: ids("x:*"), shards: ids("s") });
    expect(seen.sources[0]?.role).toBe("replica");
    await publishUntilHeard(seen, "news:a");
    const redis = await master();
    await redis.publish("x:1", "by pattern");
    await redis.spublish("s", "sharded");
    await redis.publish("other", "not wanted");
    await redis.publish("plain", "last");
    await expect.poll(() => seen.messages.map(({ text }) => text), { timeout: LONG_MS }).toContain("last");
    expect(seen.messages).toContainEqual(
      expect.objectContaining({ channel: "x:1", pattern: "x:*", text: "by pattern", kind: "text" }),
    );
    expect(seen.messages).toContainEqual(expect.objectContaining({ channel: "s", isSharded: true, text: "sharded" }));
    expect(seen.messages.some(({ text }) => text === "not wanted")).toBe(false);
  });

  it("masks what is configured, answers of Socket.IO always, and shows bytes as bytes", async () => {
    const seen = await watch({ channels: ids("news:m", "any", "socket.io-response#/#ab#"), patterns: ids("bin*") });
    await publishUntilHeard(seen, "news:m");
    const redis = await master();
    await redis.publish("news:m", '{"phone":"555-1234","big":12345678901234567890,"token":"t0"}');
    await redis.publish("any", '{"token":"s3cret","deep":[{"password":"hunter2"}],"n":12345678901234567890}');
    await redis.publish("any", "text with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl in it");
    await redis.publish(
      "socket.io-response#/#ab#",
      '{"sockets":[{"handshake":{"headers":{"cookie":"sid=1"}},"id":"x"}]}',
    );
    await redis.publish("socket.io-response#/#ab#", Buffer.from([0x81, 0xa6, 0x63, 0x6f, 0x6f, 0x6b]));
    await redis.publish("bin", Buffer.from([0, 255, 65]));
    await redis.publish("bin", Buffer.alloc(300_000, "x"));
    await expect.poll(() => seen.messages.some(({ bytes }) => bytes === 300_000), { timeout: LONG_MS }).toBe(true);
    const all = JSON.stringify(seen.messages);
    for (const secret of ["555-1234", "s3cret", "hunter2", "eyJzdWIi", "sid=1"]) expect(all).not.toContain(secret);
    expect(all).toContain("12345678901234567");
    expect(seen.messages).toContainEqual(expect.objectContaining({ channel: "news:m", kind: "json", masked: 1 }));
    expect(seen.messages).toContainEqual(expect.objectContaining({ kind: "binary", text: "\\x00\\xffA", bytes: 3 }));
    expect(seen.messages).toContainEqual(expect.objectContaining({ kind: "withheld", bytes: 300_000 }));
    expect(seen.messages.filter(({ channel: on }) => on.startsWith("socket.io"))).toMatchObject([
      { kind: "json", masked: 1 },
      { kind: "withheld" },
    ]);
  });

  it("shares one connection between all who watch, and leaves nothing behind", async () => {
    const [one, other] = await Promise.all([
      watch({ channels: ids("news:shared") }),
      watch({ patterns: ids("news:*") }),
    ]);
    await publishUntilHeard(one, "news:shared");
    await publishUntilHeard(other, "news:shared");
    const replica = test.deployment.client(one.sources[0]?.address ?? "");
    const own = async () =>
      String(await replica.call("CLIENT", "LIST", "TYPE", "PUBSUB"))
        .split("\n")
        .filter((line) => line.includes("name=redis-console"));
    expect(await own()).toHaveLength(1);
    const rows = await runOperation(listChannels, test.context("sre"), { deployment: "test", filter: "news:shared" });
    expect(rows.channels).toMatchObject([{ subscribers: 0, watchers: 1 }]);
    expect(rows.channels[0]?.perSecond).not.toBeNull();
    one.stop();
    await expect.poll(() => one.hasEnded).toBe(true);
    await publishUntilHeard(other, "news:after");
    for (let nth = 0; nth < 200; nth += 1) {
      const stop = new AbortController();
      const ctx = { ...test.context("sre"), signal: stop.signal };
      const events = await runOperation(tailChannels, ctx, { deployment: "test", channels: ids(`news:${nth}`) });
      const first = events[Symbol.asyncIterator]().next();
      stop.abort();
      await first;
    }
    await expect
      .poll(async () => (await own())[0]?.match(/ sub=(\d+) psub=(\d+)/)?.slice(1), { timeout: LONG_MS })
      .toEqual(["0", "1"]);
    other.stop();
    await expect.poll(own, { timeout: LONG_MS }).toEqual([]);
    expect(test.audit.filter(({ operation }) => operation === "pubsub.tail").at(-1)).toMatchObject({
      phase: "succeeded",
    });
  });

  it("counts what it does not show, and is not one of a message's receivers", async () => {
    const seen = await watch({ patterns: ids("news:*"), channels: ids("news:flood") });
    await publishUntilHeard(seen, "news:flood");
    const redis = await master();
    for (let round = 0; round < 20; round += 1) {
      const pipeline = redis.pipeline();
      for (let nth = 0; nth < 500; nth += 1) pipeline.publish("news:flood", "x");
      await pipeline.exec();
    }
    await expect.poll(() => seen.received, { timeout: LONG_MS }).toBeGreaterThanOrEqual(20_000);
    expect(seen.notShown).toBeGreaterThan(10_000);
    expect(seen.messages.length + seen.notShown).toBeLessThanOrEqual(seen.received);
    const published = await runOperation(publishMessage, test.context("sre"), {
      deployment: "test",
      channel: ids("news:flood"),
      body: { kind: "text", text: "{}" },
    });
    expect(published.receivers).toBe(0);
  });

  it("goes on after a failover, and says for how long it heard nothing", async () => {
    const seen = await watch({ channels: ids("news:f") });
    await publishUntilHeard(seen, "news:f");
    const before = await test.deployment.currentMaster();
    // The instance that it listens on goes, and the master fails over: whichever comes first, it must come back.
    const heardOn = test.deployment.instances.find(({ address }) => address === seen.sources[0]?.address);
    await heardOn?.kill();
    await expect.poll(() => seen.gaps.some(({ until }) => until === null), { timeout: LONG_MS }).toBe(true);
    const after = await test.deployment.failover();
    expect(after).not.toBe(before);
    const redis = test.deployment.client(after);
    await expect
      .poll(
        async () => {
          await redis.publish("news:f", `after ${after}`);
          return seen.messages.at(-1)?.text;
        },
        { timeout: 40_000, interval: 200 },
      )
      .toBe(`after ${after}`);
    const closed = seen.gaps.filter(({ until }) => until !== null);
    expect(closed.length).toBeGreaterThan(0);
    for (const { from, until } of closed) expect(until).toBeGreaterThan(from);
    expect(seen.sources.length).toBeGreaterThan(1);
    await heardOn?.start();
  }, 90_000);
});

it("refuses an empty wish, names that are none, and a pattern that is no text", async () => {
  const ask = (wanted: object) => runOperation(tailChannels, test.context("sre"), { deployment: "test", ...wanted });
  await expect(ask({})).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(ask({ channels: "a b" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(ask({ patterns: ids(Buffer.from([255])) })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(ask({ channels: Array(21).fill("YQ").join(".") })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
