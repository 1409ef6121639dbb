import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { CacheSearchState } from "#lib/browser/use-cache-search.ts";
import { KeySearchStatus } from "./key-search-status.tsx";

afterEach(cleanup);

function shown(matched: number, why: string | null): string {
  const finished = { type: "finished" as const, isComplete: why === null, matched, spared: 0, why };
  const search: CacheSearchState = {
    phase: "finished",
    keys: [],
    source: undefined,
    fraction: 1,
    matched,
    spared: 0,
    finished,
    failure: undefined,
  };
  render(<KeySearchStatus search={search} pattern="cache:*" onStop={() => {}} onAgain={() => {}} />);
  return screen.getByRole("status").textContent ?? "";
}

it("calls a search complete only where everything that fits is listed", () => {
  expect(shown(3, null)).toContain("Complete");
  cleanup();
  const text = shown(2_000, "2000 keys fit; 1000 of them are shown.");
  expect(text).not.toContain("Complete");
  expect(text).toContain("1000 of them are shown");
});
