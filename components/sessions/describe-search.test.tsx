import { expect, test } from "vitest";
import { applySearchEvents, IDLE, type SearchState } from "#lib/browser/search-state.ts";
import type { SearchEvent, SessionRow } from "#lib/sessions/schema.ts";
import { describeSearch } from "./describe-search.ts";
import { sessionRow } from "./test-session-row.ts";

const UNDERSTOOD: SearchEvent = {
  type: "understood",
  kinds: ["user"],
  isShareable: true,
  source: { address: "10.0.0.2:6379", role: "replica" },
};
const finished = (isComplete: boolean, fraction: number): SearchEvent => ({
  type: "finished",
  isComplete,
  fraction,
  scanned: 120_031,
  durationMs: 1200,
  why: isComplete ? null : "The replica went away.",
});
const found = (session: SessionRow): SearchEvent => ({ type: "found", session });
const after = (...events: SearchEvent[]): SearchState =>
  applySearchEvents({ ...IDLE, phase: "searching", term: "42" }, [UNDERSTOOD, ...events]);

test("never says that there is none while a part is unsearched", () => {
  const states = [
    after(),
    after({ type: "progress", fraction: 0.4, scanned: 48_000 }),
    after(finished(false, 0.4)),
    { ...after({ type: "progress", fraction: 0.4, scanned: 1 }), phase: "stopped" as const },
    { ...after(), phase: "failed" as const },
  ];
  for (const state of states) expect(describeSearch(state)?.text).not.toMatch(/\bno session\b|\bnone\b/i);
});

test("says partial, how much, and why", () => {
  const told = describeSearch(after(found(sessionRow()), finished(false, 0.4)));
  expect(told).toMatchObject({ state: "warning", word: "Partial" });
  expect(told?.text).toContain("40 % searched so far");
  expect(told?.text).toContain("The replica went away.");
});

test("says complete, how many, how long and where only when all was searched", () => {
  const told = describeSearch(after(found(sessionRow()), finished(true, 1)));
  expect(told).toMatchObject({ state: "ok", word: "Complete" });
  expect(told?.text).toBe("1 session; 120,031 searched in 1.2 s on replica 10.0.0.2:6379");
});

test("rounds progress down and never lets it go back", () => {
  const state = after(
    { type: "progress", fraction: 0.999, scanned: 10 },
    { type: "progress", fraction: 0.5, scanned: 20 },
  );
  expect(describeSearch(state)?.text).toContain("99 % searched so far");
});
