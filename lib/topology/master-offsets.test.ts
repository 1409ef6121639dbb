import { describe, expect, it } from "vitest";
import { createMasterOffsets } from "./master-offsets.ts";

function offsetsOf(...seen: [offset: number, at: number][]) {
  const offsets = createMasterOffsets();
  for (const [offset, at] of seen) offsets.add("run", offset, at);
  return offsets;
}

describe("a master's offsets", () => {
  it("say how long ago the master was where the replica is", () => {
    const offsets = offsetsOf([0, 0], [1000, 1000], [2000, 2000], [6000, 3000]);
    expect(offsets.secondsBehind(6000)).toBe(0);
    expect(offsets.secondsBehind(2000)).toBe(1);
    expect(offsets.secondsBehind(4000)).toBe(0.5);
    expect(offsets.secondsBehind(500)).toBe(2.5);
  });

  it("say that a replica ahead of what was seen is not behind", () => {
    expect(offsetsOf([10, 0]).secondsBehind(11)).toBe(0);
  });

  it("say the least it can be when that is longer ago than is kept", () => {
    expect(offsetsOf([1000, 0], [2000, 4000]).secondsBehind(5)).toBe(4);
  });

  it("count a replica that stands still from the moment on at which the master went on", () => {
    expect(offsetsOf([10, 0], [10, 5000], [11, 6000], [12, 7000]).secondsBehind(10)).toBe(2);
  });

  it("do not call a replica late for what the master sent between two looks a minute apart", () => {
    expect(offsetsOf([1000, 0], [1014, 60_000]).secondsBehind(1000)).toBe(1);
  });

  it("begin anew with another master", () => {
    const offsets = offsetsOf([1000, 0], [2000, 4000]);
    offsets.add("another", 1500, 5000);
    expect(offsets.secondsBehind(1000)).toBe(0);
  });

  it("know nothing before a master was seen", () => {
    expect(createMasterOffsets().secondsBehind(1)).toBeUndefined();
  });
});
