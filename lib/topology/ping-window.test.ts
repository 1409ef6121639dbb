import { describe, expect, it } from "vitest";
import { createPingWindow } from "./ping-window.ts";

function read(...samples: number[]): number | undefined {
  const window = createPingWindow();
  return samples.map((ms) => window.add(ms)).at(-1);
}

describe("the time of a PING", () => {
  it("is the only one there is", () => {
    expect(read(7)).toBe(7);
  });

  it("passes over a single slow one, wherever it stands", () => {
    expect(read(900, 1)).toBe(1);
    expect(read(1, 2, 1, 2, 900)).toBe(2);
    expect(read(1, 900, 1, 2, 1)).toBe(2);
  });

  it("is slow once two of the last five were", () => {
    expect(read(1, 800, 1, 900, 1)).toBe(800);
  });

  it("forgets what is longer ago than five looks", () => {
    expect(read(800, 900, 1, 1, 1, 1)).toBe(1);
  });
});
