import { act, render } from "@testing-library/react";
import { startTransition } from "react";
import { expect, it } from "vitest";
import { useWholeState } from "./use-whole-state.ts";

it("never shows what was heard of a search without the search, in whatever order React renders", async () => {
  const seen: string[] = [];
  let change: (make: (now: string[]) => string[]) => void = () => undefined;
  function Probe() {
    const [state, set] = useWholeState<string[]>([]);
    change = set;
    seen.push(state.join(", "));
    return null;
  }
  render(<Probe />);
  await act(async () => {
    // As an effect of a part of the page that comes to life late.
    startTransition(() => change(() => ["begun"]));
    change((now) => [...now, "heard"]);
  });
  expect(seen.at(-1)).toBe("begun, heard");
  expect(seen).not.toContain("heard");
});
