import { once } from "node:events";
import { type AddressInfo, connect as connectTo, createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { openEar } from "./ear.ts";
import { publishMessage } from "./publish-message.ts";
import type { MessageBody } from "./schema.ts";
import { sendReceipt } from "./send-receipt.ts";

const channel = { kind: "channel", db: 2, publish: true };
const KEYSPACES = [
  { ...channel, name: "news", label: "News", match: "news:{topic}" },
  { ...channel, name: "plain", label: "Plain", match: "plain:{topic}", codec: "text" },
  { ...channel, name: "shards", label: "Shards", match: "shard:{topic}", transport: "sharded" },
  { ...channel, name: "all", label: "All", match: "__{rest}", codec: "text" },
  { ...channel, name: "closed", label: "Closed", match: "closed:{topic}", publish: false },
];

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({ replicas: 1, sentinels: 1 }, KEYSPACES);
});
afterAll(() => test.close());

const id = (name: string) => Buffer.from(name).toString("base64url");
const publish = (name: string, text: string, more: { role?: Role; confirm?: string } = {}) =>
  runOperation(publishMessage, test.context(more.role ?? "engineer"), {
    deployment: "test",
    channel: id(name),
    body: { kind: "text", text } satisfies MessageBody,
    ...(more.confirm === undefined ? {} : { confirm: more.confirm }),
  });

async function subscriber(name: string, kind: "subscribe" | "psubscribe" | "ssubscribe" = "subscribe") {
  const client = test.deployment.client(test.deployment.master.address);
  const heard: string[] = [];
  client.on("message", (_channel: string, text: string) => heard.push(text));
  client.on("pmessage", (_pattern: string, _channel: string, text: string) => heard.push(text));
  client.on("smessage", (_channel: string, text: string) => heard.push(text));
  await client[kind](name);
  return { heard, client };
}

describe("a test message", () => {
  it("says how many received it, where and how fast, without the console's own ear", async () => {
    const byName = await subscriber("news:a");
    const byPattern = await subscriber("news:*", "psubscribe");
    const published = await publish("news:a", '{"order":1}');
    expect(published).toMatchObject({
      outcome: "published",
      instance: test.deployment.master.address,
      receivers: 2,
      own: 1,
      roundTripNote: null,
      bytes: 11,
    });
    expect(published.replyMs).toBeGreaterThan(0);
    expect(published.roundTripMs).toBeGreaterThan(0);
    await expect.poll(() => [byName.heard, byPattern.heard]).toEqual([['{"order":1}'], ['{"order":1}']]);
    byPattern.client.disconnect();
    await expect.poll(async () => (await publish("news:nobody", "{}")).receivers).toBe(0);
    expect(test.audit.at(-1)).toMatchObject({
      operation: "pubsub.publish",
      phase: "succeeded",
      target: { shown: "channel news:nobody" },
    });
  });

  it("is found among thousands, and not taken for the same text that somebody sent before", async () => {
    const connections = test.context("engineer").services.deployments.get("test");
    const { master } = test.deployment;
    const [publisher, payload] = [test.deployment.client(master.address), Buffer.from("ping")];
    const ear = await openEar(connections, master.address, Buffer.from("plain:busy"), false);
    try {
      await publisher.publish("plain:busy", payload);
      await expect.poll(ear.count).toBe(1);
      ear.expect(payload);
      expect(await ear.whenHeard(50)).toBeUndefined();
      await Promise.all(Array.from({ length: 1_500 }, () => publisher.publish("plain:busy", "noise")));
      await publisher.publish("plain:busy", payload);
      expect(await ear.whenHeard(10_000)).toBeGreaterThan(0);
    } finally {
      ear.close();
    }
  });

  it("goes out by SPUBLISH where the channel is sharded", async () => {
    const { heard } = await subscriber("shard:a", "ssubscribe");
    expect(await publish("shard:a", "[1]")).toMatchObject({ receivers: 1, own: 1 });
    await expect.poll(() => heard).toEqual(["[1]"]);
  });

  it("is refused with the reason where it would harm, or nobody said that it would not", async () => {
    const refusals: [name: string, reason: RegExp][] = [
      ["undeclared", /does not declare/],
      ["closed:a", /publish: true/],
      ["__sentinel__:hello", /Sentinels/],
      ["__keyspace@0__:a", /happened to a key/],
      ["__keyevent@0__:del", /happened to a key/],
    ];
    for (const [name, reason] of refusals) {
      const { heard } = await subscriber(name);
      await expect(publish(name, "x")).rejects.toMatchObject({
        code: "FORBIDDEN",
        message: expect.stringMatching(reason),
      });
      expect(heard.filter((text) => text === "x")).toEqual([]);
    }
    expect(test.audit.at(-1)).toMatchObject({ phase: "failed", errorCode: "FORBIDDEN" });
  });

  it("is refused where all subscribers are of the kind that it does not reach", async () => {
    await subscriber("news:sharded", "ssubscribe");
    await subscriber("shard:plain");
    await expect(publish("news:sharded", "{}")).rejects.toMatchObject({ message: expect.stringMatching(/SSUBSCRIBE/) });
    await expect(publish("shard:plain", "{}")).rejects.toMatchObject({
      message: expect.stringMatching(/use SUBSCRIBE/),
    });
  });

  it("must be what the codec says, and keeps line ends and markup as they are", async () => {
    await expect(publish("news:a", "{")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(publish("plain:a", "x".repeat(65_537))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(publish("plain:a", "é".repeat(40_000))).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const { heard } = await subscriber("plain:a");
    const text = '<img src=x onerror=alert(1)>\r\n*1\r\n$4\r\nPING\r\n"';
    await publish("plain:a", text);
    await expect.poll(() => heard).toEqual([text]);
  });

  it("is no business of support", async () => {
    await expect(publish("news:a", "{}", { role: "support" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("the delivery receipt", () => {
  const receipt = (name: string) =>
    runOperation(sendReceipt, test.context("sre"), { deployment: "test", channel: id(name) });

  it("arrives at the master and at every replica, in a form that readers can take", async () => {
    const { heard } = await subscriber("news:receipt");
    const { nonce, sentFrom, receivers, instances } = await receipt("news:receipt");
    expect({ sentFrom, receivers }).toEqual({ sentFrom: test.deployment.master.address, receivers: 1 });
    expect(instances.map(({ role, address, failure }) => [role, address, failure])).toEqual([
      ["master", test.deployment.master.address, null],
      ["replica", test.deployment.replicas[0]?.address, null],
    ]);
    for (const { arrivedMs } of instances) expect(arrivedMs).toBeGreaterThan(0);
    await expect.poll(() => heard).toEqual([JSON.stringify({ redisConsoleReceipt: nonce })]);
  });

  it("names the replica where it does not arrive", async () => {
    const replica = test.deployment.replicas[0];
    const cut = test.deployment.client(replica?.address ?? "");
    await cut.config("SET", "slave-read-only", "yes");
    await cut.call("REPLICAOF", "127.0.0.1", "1");
    try {
      const { instances } = await receipt("news:receipt");
      const there = instances.find(({ role }) => role === "replica");
      expect(there).toMatchObject({ address: replica?.address, arrivedMs: null, isLinkUp: false });
      expect(instances.find(({ role }) => role === "master")?.arrivedMs).toBeGreaterThan(0);
    } finally {
      await cut.call("REPLICAOF", "127.0.0.1", String(test.deployment.master.port));
    }
  });
});

describe("a message whose answer is lost", () => {
  let proxy: Server;
  afterEach(() => void proxy.close());

  /** Passes everything to the server, and from the moment that something is published nothing back. */
  async function behindProxy(isAllMuted: boolean) {
    let isMuted = false;
    proxy = createServer((client) => {
      let isPublisher = false;
      const server = connectTo(test.deployment.master.port, "127.0.0.1");
      client.on("data", (bytes) => {
        if (/\bpublish\r\n/i.test(bytes.toString("latin1"))) [isMuted, isPublisher] = [true, true];
        server.write(bytes);
      });
      server.on("data", (bytes) => {
        if (!isPublisher && !(isAllMuted && isMuted)) client.write(bytes);
      });
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        one.on("close", () => other.destroy());
        one.on("error", () => undefined);
      }
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    // A server that listens on TCP has an address of this shape.
    const { port } = proxy.address() as AddressInfo;
    const standalone = {
      ...test.deployment.config({ keyspaces: [KEYSPACES[0]].map((one) => ({ ...one, exclude: [], label: "News" })) }),
      kind: "standalone" as const,
      address: `127.0.0.1:${port}`,
    };
    const deployments = createDeploymentRegistry({ test: standalone }, { readSecret: () => "" });
    const ctx = test.context("engineer");
    return { deployments, ctx: { ...ctx, services: { ...ctx.services, deployments } } };
  }

  const send = (ctx: ReturnType<TestConsole["context"]>) =>
    runOperation(publishMessage, ctx, {
      deployment: "test",
      channel: id("news:lost"),
      body: { kind: "text", text: '{"n":1}' },
    });

  it("is unknown, and was sent once", async () => {
    const { heard } = await subscriber("news:lost");
    const { ctx, deployments } = await behindProxy(true);
    await expect(send(ctx)).rejects.toMatchObject({ code: "TIMEOUT" });
    expect(test.audit.at(-1)).toMatchObject({ phase: "unknown" });
    await deployments.close();
    await expect.poll(() => heard).toEqual(['{"n":1}']);
  });

  it("is known to have gone out where the console's own ear heard it", async () => {
    const { heard } = await subscriber("news:lost");
    const { ctx, deployments } = await behindProxy(false);
    expect(await send(ctx)).toMatchObject({ outcome: "seen", receivers: null, replyMs: null });
    await deployments.close();
    await expect.poll(() => heard).toEqual(['{"n":1}']);
  });
});

it("asks for the channel's name in production", async () => {
  const config = test.deployment.config({ keyspaces: KEYSPACES });
  const production = { ...config, environment: { ...config.environment, production: true } };
  const deployments = createDeploymentRegistry({ test: production }, { readSecret: () => "" });
  const ctx = test.context("sre");
  const send = (confirm?: string) =>
    runOperation(
      publishMessage,
      { ...ctx, services: { ...ctx.services, deployments } },
      {
        deployment: "test",
        channel: id("news:p"),
        body: { kind: "text", text: "{}" },
        ...(confirm ? { confirm } : {}),
      },
    );
  await expect(send()).rejects.toMatchObject({ code: "INVALID_INPUT", where: "confirm" });
  await expect(send("news:q")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(await send("news:p")).toMatchObject({ outcome: "published" });
  await deployments.close();
});
