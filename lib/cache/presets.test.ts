import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PRESETS } from "#lib/config/presets.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { cacheNamed, UNDECLARED } from "./cache-keyspace.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

const cacheOf = (preset: string) => {
  const keyspaces = [{ ...PRESETS[preset], name: "it", label: "It", db: 0 }];
  return cacheNamed(deployment.config({ keyspaces }), "it");
};

it("knows every key that Keyv writes, and no other", async () => {
  const keyv = new Keyv(new KeyvRedis(`redis://${deployment.master.address}`));
  await keyv.set("user:1", { name: "Ada" }, 60_000);
  await keyv.set("*", "star");
  const redis = deployment.client(deployment.master.address);
  await redis.set("session:1", "{}");
  const keys = await redis.keysBuffer("*");
  await keyv.disconnect();
  const { owns, ownerOf } = cacheOf("keyv");
  expect(keys.filter(owns).map(String).sort()).toEqual(["keyv::keyv:*", "keyv::keyv:user:1"]);
  expect(ownerOf(Buffer.from("session:1"))).toBe(UNDECLARED);
});

it.each([
  ["django-cache-entries", ":1:views.page", ":1:django.contrib.sessions.cacheygf8xlu2h2nqvtzk3cqj4i4fmcg8ws0e"],
  ["django-cache-entries", ":1:template.cache.menu.d41d8cd98f00b204e9800998ecf8427e", `:1:rl:${"a1".repeat(32)}`],
  ["laravel-cache", "laravel_database_laravel_cache:posts", `laravel_database_laravel_cache:${"iL6Z".repeat(10)}`],
  ["laravel-cache", "laravel_database_laravel_cache:a", `laravel_database_laravel_cache:${"0f".repeat(20)}:timer`],
  ["symfony-cache", "app:stats", "app:\0tags\0users"],
])("%s flushes %s and spares what would sign people out or let them in", (preset, cached, spared) => {
  const { owns } = cacheOf(preset);
  expect(owns(Buffer.from(cached))).toBe(true);
  expect(owns(Buffer.from(spared))).toBe(false);
});
