import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decode } from "@msgpack/msgpack";
import { createAdapter, createShardedAdapter } from "@socket.io/redis-adapter";
import { Emitter } from "@socket.io/redis-emitter";
import { RedisPubSub } from "graphql-redis-subscriptions";
import { createClient } from "redis";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import { runOperation } from "#lib/run-operation.ts";
import { startTestConsole, type TestConsole } from "#lib/test-console.ts";
import { encodeMessage } from "./encode-message.ts";
import { publishMessage } from "./publish-message.ts";
import type { MessageBody } from "./schema.ts";
import { sendReceipt } from "./send-receipt.ts";

const channel = { kind: "channel", db: 2, publish: true };
const KEYSPACES = [
  { ...channel, name: "io", label: "Socket.IO", match: "socket.io#{namespace}#", codec: "socketio-emit" },
  {
    ...{ ...channel, name: "io-sharded", label: "Sharded", match: "sharded#{namespace}#" },
    ...{ codec: "socketio-emit", transport: "sharded" },
  },
  { ...channel, name: "gql", label: "GraphQL", match: "POST_{what}", codec: "json", system: "graphql-subscriptions" },
];
const LONG = { timeout: 15_000 };

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole({}, KEYSPACES);
});
const ends: (() => Promise<unknown> | unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await test.close();
});

const publish = (name: string, body: MessageBody) =>
  runOperation(publishMessage, test.context("engineer"), {
    deployment: "test",
    channel: Buffer.from(name).toString("base64url"),
    body,
  });
const emit = (name: string, event: string, args: string, rooms: string[] = []) =>
  publish(name, { kind: "emit", event, args, rooms });

type Adapter = Parameters<Server["adapter"]>[0];

/** A real server with one real client, as an application has them. */
async function startSocketio(adapter: NonNullable<Adapter>): Promise<{ server: Server; socket: Socket }> {
  const http = createServer();
  const server = new Server(http, { adapter });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  // A server that listens on TCP has an address of this shape.
  const { port } = http.address() as AddressInfo;
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  await new Promise<void>((resolve) => socket.on("connect", resolve));
  ends.push(() => server.close());
  ends.push(() => socket.disconnect());
  return { server, socket };
}

async function nodeRedis() {
  const client = createClient({ url: `redis://${test.deployment.master.address}` });
  await client.connect();
  ends.push(() => client.close());
  return client;
}

const ADAPTERS: Record<string, () => Promise<NonNullable<Adapter>>> = {
  "on node-redis": async () => createAdapter(await nodeRedis(), await nodeRedis()),
  "on ioredis": async () => {
    const client = () => test.deployment.client(test.deployment.master.address);
    return createAdapter(client(), client());
  },
};

describe.each(Object.entries(ADAPTERS))("Socket.IO with its Redis adapter %s", (_name, makeAdapter) => {
  it("receives a built emit, lives through refused messages, and still hears afterwards", async () => {
    const { socket, server } = await startSocketio(await makeAdapter());
    const heard: unknown[] = [];
    socket.on("order", (...args: unknown[]) => heard.push(args));
    server.socketsJoin("vip");
    await expect
      .poll(async () => {
        await emit("socket.io#/#", "order", '[{"id":1}, "é", null]');
        return heard.length;
      }, LONG)
      .toBeGreaterThan(0);
    expect(heard[0]).toEqual([{ id: 1 }, "é", null]);
    for (const name of ["socket.io#/#", "socket.io#/#vip#", "socket.io-request#/#", "socket.io-response#/#"]) {
      await expect(publish(name, { kind: "text", text: "Test message" })).rejects.toMatchObject({
        code: expect.stringMatching(/FORBIDDEN|INVALID_INPUT/),
      });
    }
    await expect(emit("socket.io#/#", "order", "{")).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await emit("socket.io#/#", "order", "[2]", ["vip"])).toMatchObject({ outcome: "published" });
    await emit("socket.io#/#", "order", "[3]", ["nobody is here"]);
    await emit("socket.io#/#", "order", "[4]");
    const numbered = () => heard.filter((args) => Array.isArray(args) && typeof args[0] === "number");
    await expect.poll(numbered, LONG).toEqual([[2], [4]]);
  });

  it("is not disturbed by a delivery receipt", async () => {
    const { socket } = await startSocketio(await makeAdapter());
    const heard: unknown[] = [];
    socket.onAny((...args: unknown[]) => heard.push(args));
    const { instances } = await runOperation(sendReceipt, test.context("sre"), {
      deployment: "test",
      channel: Buffer.from("socket.io#/#").toString("base64url"),
    });
    expect(instances[0]?.arrivedMs).not.toBeNull();
    await expect
      .poll(async () => {
        await emit("socket.io#/#", "after", "[]");
        return heard.length;
      }, LONG)
      .toBeGreaterThan(0);
    expect(heard[0]).toEqual(["after"]);
  });
});

it("builds what Socket.IO's own emitter sends", async () => {
  const sent: Buffer[] = [];
  const publisher = { publish: (_name: string, bytes: Uint8Array) => sent.push(Buffer.from(bytes)) };
  new Emitter(publisher).to("vip").emit("order", { id: 1 }, "é");
  const keyspace = ChannelKeyspace.parse({ ...KEYSPACES[0] });
  const ours = encodeMessage(keyspace, Buffer.from("socket.io#/#"), {
    ...{ kind: "emit", event: "order", args: '[{"id":1},"é"]', rooms: ["vip"] },
  });
  const [theirs = Buffer.alloc(0)] = sent;
  expect(decode(ours)).toEqual(decode(theirs));
});

it("reaches sockets of the sharded adapter too", async () => {
  const adapter = createShardedAdapter(await nodeRedis(), await nodeRedis(), { channelPrefix: "sharded" });
  const { socket } = await startSocketio(adapter);
  const heard: unknown[] = [];
  socket.on("order", (...args: unknown[]) => heard.push(args));
  await expect
    .poll(async () => {
      await emit("sharded#/#", "order", '[{"id":7}]');
      return heard[0];
    }, LONG)
    .toEqual([{ id: 7 }]);
});

it("hands a payload to graphql-redis-subscriptions as an object, and to a plain subscriber as it was written", async () => {
  const client = () => test.deployment.client(test.deployment.master.address);
  // With the library's own clients, of another version of the driver.
  const pubsub = new RedisPubSub({ connection: { host: "127.0.0.1", port: test.deployment.master.port } });
  ends.push(() => pubsub.close());
  const heard: unknown[] = [];
  await pubsub.subscribe("POST_ADDED", (payload: unknown) => heard.push(payload));
  const plain = client();
  const texts: string[] = [];
  plain.on("message", (_name: string, text: string) => texts.push(text));
  await plain.subscribe("POST_ADDED");
  const text = '{"postAdded": {"id": "1", "title": "ü"}}';
  expect(await publish("POST_ADDED", { kind: "text", text })).toMatchObject({ receivers: 2 });
  await expect.poll(() => heard, LONG).toEqual([{ postAdded: { id: "1", title: "ü" } }]);
  await expect.poll(() => texts, LONG).toEqual([text]);
});
