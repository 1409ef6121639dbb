import { expect, it } from "vitest";
import { groupByNamespace } from "./group-by-namespace.ts";

const sampled = (...keys: string[]) =>
  keys.map((key) => ({ key: Buffer.from(key), memoryBytes: 100, isForever: false }));

it("names what keys begin with, and no ids", () => {
  const ids = Array.from({ length: 40 }, (_, nth) => `cache:user:${nth}:name`);
  const found = groupByNamespace("pages", sampled(...ids, "cache:page:home"), 1);
  expect(found.map(({ prefix, keysInSample }) => [prefix, keysInSample])).toEqual([
    ["cache:user:", 40],
    ["cache:page:", 1],
  ]);
});

it("is not led astray by a key of nothing but separators", () => {
  const hostile = `cache:${"/:".repeat(50_000)}`;
  const found = groupByNamespace("pages", sampled(hostile, "cache:page:home"), 1);
  expect(found.reduce((sum, { keysInSample }) => sum + keysInSample, 0)).toBe(2);
});
