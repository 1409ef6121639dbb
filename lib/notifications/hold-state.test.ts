import { describe, expect, it } from "vitest";
import { advanceState, NEVER_TOLD } from "./advance-state.ts";
import { createHeldState } from "./hold-state.ts";
import type { ToldState } from "./schema.ts";

/** A look a second; answers what was told when. */
function play(states: (ToldState | undefined)[]) {
  const held = createHeldState();
  let told = NEVER_TOLD;
  return states.flatMap((state, second) => {
    const at = second * 1_000;
    if (state === undefined) {
      held.forget();
      return [];
    }
    held.see(state, at);
    const advance = advanceState(told, held.settled(told.state, at), at);
    if (advance === undefined) return [];
    told = { ...advance.next, version: (told.version ?? 0) + 1 };
    return [`${second} ${advance.kind ?? "silent"} ${advance.next.state}`];
  });
}

const times = <T>(count: number, ...pattern: T[]): T[] => Array.from({ length: count }, () => pattern).flat();

describe("a check's state", () => {
  it("is told once it has lasted: critical 3 s, warning 15 s, recovery 30 s", () => {
    expect(play([...times(10, "ok" as const), ...times(20, "critical" as const), ...times(40, "ok" as const)])).toEqual(
      ["13 state critical", "60 state ok"],
    );
    expect(play([...times(20, "warning" as const), ...times(40, "ok" as const)])).toEqual([
      "15 state warning",
      "50 state ok",
    ]);
  });

  it("is not told when it was bad for a moment, or again and again for moments", () => {
    expect(play([...times(3, "critical" as const), ...times(60, "ok" as const)])).toEqual([]);
    expect(play(times(50, "warning" as const, "ok" as const))).toEqual([]);
    expect(play(times(50, "critical" as const, "critical" as const, "ok" as const))).toEqual([]);
  });

  it("stays told as it is while it is well for less than 30 s in between", () => {
    const shaky = times(8, ...times(20, "critical" as const), ...times(25, "ok" as const));
    expect(play(shaky)).toEqual(["3 state critical"]);
  });

  it("that swings between warning and critical is told as warning at least", () => {
    expect(play(times(20, "warning" as const, "critical" as const))).toEqual(["15 state warning"]);
  });

  it("gets better by steps: critical, warning, ok", () => {
    const better = [...times(5, "critical" as const), ...times(40, "warning" as const), ...times(40, "ok" as const)];
    expect(play(better)).toEqual(["3 state critical", "35 state warning", "75 state ok"]);
  });

  it("that nobody can tell changes nothing, and what was seen before counts no more", () => {
    expect(play([...times(3, "critical" as const), undefined, ...times(3, "critical" as const)])).toEqual([]);
    expect(play([...times(5, "critical" as const), ...times(100, undefined), ...times(20, "ok" as const)])).toEqual([
      "3 state critical",
    ]);
  });

  it("that changes more than five times in ten minutes is told as flapping once, then as steady", () => {
    const flapping = times(8, ...times(5, "critical" as const), ...times(35, "ok" as const));
    const told = play([...flapping, ...times(700, "ok" as const)]);
    expect(told.map((line) => line.split(" ").slice(1).join(" "))).toEqual([
      "state critical",
      "state ok",
      "state critical",
      "state ok",
      "state critical",
      "flapping ok",
      ...times(5, "silent critical", "silent ok"),
      "steady ok",
    ]);
  });
});
