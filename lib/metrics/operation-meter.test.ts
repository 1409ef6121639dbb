import { expect, test } from "vitest";
import { createOperationMeter } from "./operation-meter.ts";

test("counts by operation and result, and sums durations into buckets that hold the smaller ones too", () => {
  const meter = createOperationMeter();
  meter.add({ operation: "session.search", result: "succeeded", seconds: 0.02 });
  meter.add({ operation: "session.search", result: "succeeded", seconds: 0.1 });
  meter.add({ operation: "session.search", result: "failed", seconds: 90 });
  meter.add({ operation: "topology.watch", result: "succeeded", seconds: undefined });
  const samples = meter.samples();
  const count = (operation: string, result: string) =>
    samples.find(({ labels }) => labels.operation === operation && labels.result === result)?.value;
  expect(count("session.search", "succeeded")).toBe(2);
  expect(count("session.search", "failed")).toBe(1);
  expect(count("topology.watch", "succeeded")).toBe(1);
  const below = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
  expect(["0.005", "0.025", "0.1", "60", "+Inf"].map(below)).toEqual([0, 1, 2, 2, 3]);
  const part = (suffix: string) => samples.find((sample) => sample.suffix === suffix)?.value;
  expect(part("_count")).toBe(3);
  expect(part("_sum")).toBeCloseTo(90.12);
  expect(samples.some(({ labels, suffix }) => suffix !== undefined && labels.operation === "topology.watch")).toBe(
    false,
  );
});
