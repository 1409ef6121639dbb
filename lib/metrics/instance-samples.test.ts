import { expect, it } from "vitest";
import { MASTER, SILENT, testInstance } from "#lib/health/test-observation.ts";
import { instanceSamples } from "./instance-samples.ts";
import { writeExposition } from "./write-exposition.ts";

const snapshot = (changes: Parameters<typeof testInstance>[2] = {}) => ({
  ...testInstance(MASTER, "master", changes),
  state: "ok" as const,
});

it("takes no label from a server that is not what it should be", () => {
  for (const version of ['7.0"}\nredis_up{deployment="other"} 0', "7.0.15 (mine)", "9".repeat(60)]) {
    const text = writeExposition(instanceSamples("shop", snapshot({ version })));
    expect(text).toContain('redis_version="other"');
    expect(text).not.toContain(version.slice(3, 20));
  }
  expect(writeExposition(instanceSamples("shop", snapshot()))).toContain('redis_version="8.2.4"');
});

it("writes no maxmemory as 0, as redis_exporter does, and what is not known not at all", () => {
  const samples = instanceSamples("shop", snapshot({ memory: { maxBytes: null, hostBytes: null } }));
  const value = (name: string) => samples.find((sample) => sample.name === name)?.value;
  expect(value("redis_memory_max_bytes")).toBe(0);
  expect(value("redis_total_system_memory_bytes")).toBeUndefined();
  expect(value("redis_master_link_up")).toBeUndefined();
});

it("says nothing of one that was never looked at, and only that it is down of one that is silent", () => {
  expect(instanceSamples("shop", { ...snapshot(), figures: null, figuresAt: null })).toEqual([]);
  const names = instanceSamples("shop", { ...snapshot(), silence: SILENT }).map(({ name }) => name);
  expect(names).toEqual(["redis_up"]);
});
