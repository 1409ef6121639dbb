import { describe, expect, it } from "vitest";
import { parseInfo } from "#lib/redis/parse-info.ts";
import { createCounterWindow } from "./counter-window.ts";

const info = (hits: number, misses: number, evicted = 0, runId = "one") =>
  parseInfo(`run_id:${runId}\r\nkeyspace_hits:${hits}\r\nkeyspace_misses:${misses}\r\nevicted_keys:${evicted}\r\n`);

describe("the counters of the last minute", () => {
  it("are unknown after a single look", () => {
    const window = createCounterWindow();
    window.add(info(1_000_000, 0), 0);
    expect(window.read()).toEqual({ lately: null, hitRate: null });
  });

  it("give the hit rate of the minute and not that since the start", () => {
    const window = createCounterWindow();
    window.add(info(1_000_000, 0), 0);
    window.add(info(1_000_010, 30, 5), 1_000);
    expect(window.read()).toMatchObject({ hitRate: 0.25, lately: { lookups: 40, evictedKeys: 5, seconds: 1 } });
  });

  it("forget what is older than a minute", () => {
    const window = createCounterWindow();
    window.add(info(0, 0), 0);
    window.add(info(0, 100), 30_000);
    window.add(info(100, 100), 80_000);
    expect(window.read().hitRate).toBe(1);
  });

  it("compare with the look before where looks lie a minute and more apart", () => {
    const window = createCounterWindow();
    window.add(info(0, 0), 0);
    window.add(info(30, 10), 60_400);
    expect(window.read()).toMatchObject({ hitRate: 0.75, lately: { lookups: 40, seconds: 60 } });
  });

  it("begin anew after a restart", () => {
    const window = createCounterWindow();
    window.add(info(10, 10), 0);
    window.add(info(20, 10, 0, "two"), 1_000);
    expect(window.read().hitRate).toBeNull();
  });

  it("have no hit rate while nothing is looked up", () => {
    const window = createCounterWindow();
    window.add(info(10, 10), 0);
    window.add(info(10, 10), 1_000);
    expect(window.read()).toMatchObject({ hitRate: null, lately: { lookups: 0 } });
  });
});
