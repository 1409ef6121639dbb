import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseClientList } from "./parse-client-list.ts";

it("reads what Redis 7.0.15 lists", () => {
  const text = readFileSync(new URL("./recorded/client-list-7.0.15.txt", import.meta.url), "utf8");
  const clients = parseClientList(text);
  expect(clients).toHaveLength(6);
  expect(clients[0]).toMatchObject({ id: "3", flags: ["replica"], command: "psync", user: "default", name: undefined });
  expect(clients[2]).toMatchObject({ flags: ["pub-sub"], subscriptions: 1, name: "sentinel-1a9c3e36-pubsub" });
  expect(clients[5]).toMatchObject({ command: "client|list", memoryBytes: 37_658, idleSeconds: 0, db: 0 });
});

it.each(["", "\n\n", "id=", "id=x addr=1", "name=a=b", "=== id", "id=-1"])("lists nobody for %j", (text) => {
  expect(parseClientList(text)).toEqual([]);
});

it("keeps the first of a field that comes twice, and what a name says is only a name", () => {
  const [client] = parseClientList("id=5 name=x=<script> age=NaN idle=-3 id=6 flags=?N~ cmd=NULL lib-name=ioredis");
  expect(client).toMatchObject({ id: "5", name: "x=<script>", flags: [], library: "ioredis" });
  expect([client?.ageSeconds, client?.idleSeconds, client?.command]).toEqual([undefined, undefined, undefined]);
});
