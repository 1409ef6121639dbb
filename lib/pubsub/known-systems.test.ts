import { expect, it } from "vitest";
import { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import { systemOf } from "./known-systems.ts";
import { whyNotPublish } from "./why-not-publish.ts";

const system = (name: string, isSharded = false, declared?: string) => systemOf(Buffer.from(name), isSharded, declared);

it.each([
  ["__sentinel__:hello", "sentinel-hello", "never"],
  ["__keyspace@0__:session:1", "keyspace-events", "never"],
  ["__keyevent@15__:expired", "keyspace-events", "never"],
  ["__redis__:invalidate", "redis-internal", "never"],
  ["socket.io-request#/#", "socketio-requests", "never"],
  ["socket.io-response#/#Ab12#", "socketio-requests", "never"],
  ["socket.io#/#", "socketio-adapter", "built"],
  ["socket.io#/#user:4711#", "socketio-adapter", "built"],
  ["myapp#/admin#", "socketio-adapter", "built"],
  ["socket.io", "socketio-streams", "never"],
  ["socketio", "python-socketio", "never"],
  ["asgi__group__chat", "channels-redis", "never"],
  ["bull:mail:delayed", "bullmq", "never"],
  ["b_limiter:client1", "bottleneck", "never"],
  ["spring:session:event:0:created:1", "spring-session", "never"],
  ["laravel_database_private-orders.1", "laravel", "json"],
  ["cable:chat_1", "action-cable", "json"],
  ["POST_ADDED", "graphql-subscriptions", "json"],
])("knows %s as %s", (name, id, publishing) => {
  expect(system(name)).toMatchObject({ id, publishing });
});

it("knows the sharded adapter by its channels being sharded", () => {
  expect(system("socket.io#/#", true)?.id).toBe("socketio-sharded");
});

it.each(["orders", "news:sport", "b:1", "user#1"])("says nothing of %s", (name) => {
  expect(system(name)).toBeUndefined();
});

it("believes the configuration where the name says nothing, and not where the name is dangerous", () => {
  expect(system("commentAdded", false, "graphql-subscriptions")).toMatchObject({
    label: "GraphQL subscriptions",
    isGuess: false,
  });
  expect(system("socketio", false, "graphql-subscriptions")?.publishing).toBe("never");
});

const keyspace = (more: Record<string, unknown>) =>
  ChannelKeyspace.parse({ kind: "channel", name: "c", label: "C", db: 2, match: "{all}", publish: true, ...more });
const refusal = (name: string, more: Record<string, unknown> = {}, isSharded = false) =>
  whyNotPublish(keyspace(more), system(name, isSharded), isSharded);

it("refuses what breaks its readers, however it is declared", () => {
  expect(refusal("orders")).toBeUndefined();
  expect(refusal("orders", { codec: "none" })).toMatch(/nobody can write/);
  expect(refusal("__sentinel__:hello")).toMatch(/Sentinels/);
  expect(refusal("__keyevent@0__:del")).toMatch(/happened to a key/);
  expect(refusal("socket.io-request#/#", { codec: "socketio-emit" })).toMatch(/disconnect sockets/);
  expect(refusal("socketio", { codec: "text" })).toMatch(/runs code/);
  expect(refusal("socket.io#/#", { codec: "json" })).toMatch(/ends every Socket\.IO server/);
  expect(refusal("socket.io#/#", { codec: "socketio-emit" })).toBeUndefined();
  expect(refusal("orders", { codec: "socketio-emit" })).toMatch(/this is none/);
});

it("refuses to publish where the subscribers of the other kind would hear nothing", () => {
  expect(refusal("orders", {}, true)).toMatch(/SSUBSCRIBE/);
  expect(refusal("orders", { transport: "sharded" }, true)).toBeUndefined();
  expect(refusal("orders", { transport: "sharded" })).toMatch(/SPUBLISH/);
});
