import { expect, it } from "vitest";
import { layoutTreemap } from "./layout-treemap.ts";

it("gives each its share of the area, without overlap and without rest", () => {
  const sizes = [50, 25, 12, 8, 5];
  const tiles = layoutTreemap(sizes, (size) => size);
  for (const { item, width, height } of tiles) expect(width * height).toBeCloseTo(item / 100);
  for (const one of tiles) {
    for (const other of tiles) {
      if (one === other) continue;
      const isApart =
        one.x + one.width <= other.x + 1e-9 ||
        other.x + other.width <= one.x + 1e-9 ||
        one.y + one.height <= other.y + 1e-9 ||
        other.y + other.height <= one.y + 1e-9;
      expect(isApart).toBe(true);
    }
  }
});

it("shows what takes no memory too, and nothing of nothing", () => {
  expect(layoutTreemap([0, 0, 0], (size) => size).map(({ width, height }) => width * height)).toEqual([
    expect.closeTo(1 / 3),
    expect.closeTo(1 / 3),
    expect.closeTo(1 / 3),
  ]);
  expect(layoutTreemap([], Number)).toEqual([]);
});
