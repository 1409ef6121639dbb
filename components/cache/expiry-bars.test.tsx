import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { ExpiryBars } from "./expiry-bars.tsx";

afterEach(cleanup);

it("says in words what its bars show, and leaves out what there is none of", () => {
  const within = [
    { upToMs: 60_000, keys: 150 },
    { upToMs: 3_600_000, keys: 0 },
    { upToMs: null, keys: 1 },
  ];
  render(<ExpiryBars expiries={{ sampled: 200, within, never: 49 }} />);
  const rows = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(rows).toEqual([
    expect.stringMatching(/^within 1 min.*75 %$/),
    expect.stringMatching(/^in more than 1 h.*under 1 %$/),
    expect.stringMatching(/^never by itself25 %$/),
  ]);
});
