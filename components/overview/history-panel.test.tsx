import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useSyncExternalStore } from "react";
import type uPlot from "uplot";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "#components/ui/test-dialog.ts";
import type { MetricHistory } from "#lib/history/schema.ts";
import { HistoryPanel } from "./history-panel.tsx";

const HOUR_MS = 3_600_000;
const START = Date.parse("2025-01-15T08:00:00Z");
const WHEN = `from=${START}&until=${START + HOUR_MS}`;

// A canvas is not to be had here: what a plot is made with is what counts.
const plots = vi.hoisted(() => [] as uPlot.Options[]);
vi.mock("uplot", () => ({
  default: class {
    constructor(options: uPlot.Options) {
      plots.push(options);
    }
    setData() {}
    setSize() {}
    redraw() {}
    destroy() {}
  },
}));

// As the router: a pushed address renders again.
vi.mock("next/navigation", () => ({
  usePathname: () => window.location.pathname,
  useSearchParams: () => {
    const search = useSyncExternalStore(
      (changed) => {
        window.addEventListener("popstate", changed);
        const timer = setInterval(changed, 5);
        return () => {
          clearInterval(timer);
          window.removeEventListener("popstate", changed);
        };
      },
      () => window.location.search,
    );
    return new URLSearchParams(search);
  },
}));

beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ addEventListener() {}, removeEventListener() {} }));
});
afterEach(() => {
  cleanup();
  plots.length = 0;
  vi.unstubAllGlobals();
});

const EMPTY = {
  hitRate: [],
  clients: [],
  maxMemoryBytes: [],
  usedMemoryBytes: [],
  lagBytes: [],
  evictionsPerSecond: [],
};
const HISTORY: MetricHistory = {
  ...EMPTY,
  fromMs: START,
  stepMs: 10_000,
  opsPerSecond: [5, null, 7],
  usedMemoryBytes: [1024, 2048, 3072],
  masterChanges: [{ at: START + 10_000, to: "10.0.0.2:6379" }],
  keptFromMs: START - HOUR_MS,
};

function open(query: string, history: Partial<MetricHistory> = {}) {
  window.history.replaceState(null, "", `/shop/overview?${query}`);
  const asked = vi.fn<(url: string) => Promise<Response>>(async () =>
    Response.json({ ok: true, data: { ...HISTORY, ...history }, requestId: "r" }),
  );
  vi.stubGlobal("fetch", asked);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <HistoryPanel deployment="shop" />
    </QueryClientProvider>,
  );
  return { asked, user: userEvent.setup() };
}

const search = () => window.location.search.slice(1);
const chart = (name: RegExp) => screen.findByRole("group", { name });
const lastAsked = (asked: ReturnType<typeof open>["asked"]) => asked.mock.calls.at(-1)?.[0] ?? "";

test("asks for the range of the address, and says that a fixed one is not live", async () => {
  const { asked } = open(WHEN);
  await chart(/^Commands/);
  expect(lastAsked(asked)).toContain(`fromMs=${START}&untilMs=${START + HOUR_MS}`);
  screen.getByText(/08:00–(2025-01-15 )?09:00 UTC, not live/);
});

test("a drag puts the time that was dragged over into the address, once", async () => {
  open("instance=a%3A1");
  await chart(/^Commands/);
  await waitFor(() => expect(plots).toHaveLength(6));
  const before = window.history.length;
  const plot: Partial<uPlot> = {
    select: { left: 10, top: 0, width: 100, height: 90 },
    posToVal: (px: number) => START / 1000 + px,
    setSelect: vi.fn(),
  };
  // It has what the hook uses.
  const dragged = plot as uPlot;
  act(() => plots[0]?.hooks?.setSelect?.[0]?.(dragged));
  expect(search()).toBe(`instance=a%3A1&from=${START + 10_000}&until=${START + 110_000}`);
  expect(window.history.length).toBe(before + 1);
  expect(plot.setSelect).toHaveBeenCalledWith({ left: 0, top: 0, width: 0, height: 0 }, false);
  // The other charts hear of the cursor and of nothing else, or each would zoom too.
  const publishes = plots[0]?.cursor?.sync?.filters?.pub;
  const heard = ["mousemove", "mousedown", "mouseup", "dblclick"].filter((type) =>
    publishes?.(type, dragged, 0, 0, 0, 0, 0),
  );
  expect(heard).toEqual(["mousemove"]);
});

test("plus, minus and the arrows do at a chart what dragging does, and Home leads back", async () => {
  const { user } = open(WHEN);
  (await chart(/^Commands/)).focus();
  await user.keyboard("+");
  expect(search()).toBe(`from=${START + HOUR_MS / 4}&until=${START + (HOUR_MS * 3) / 4}`);
  await user.keyboard("{Home}");
  expect(search()).toBe("");
});

test("the buttons choose the recent hours and lead back to the last one", async () => {
  const { asked, user } = open(WHEN);
  await user.click(await screen.findByRole("button", { name: "Back to the last hour" }));
  await waitFor(() => expect(lastAsked(asked)).toContain("hours=1"));
  await user.click(screen.getByRole("button", { name: "24 h" }));
  await waitFor(() => expect(lastAsked(asked)).toContain("hours=24"));
  expect(screen.getByRole("button", { name: "24 h" }).getAttribute("aria-pressed")).toBe("true");
  expect(search()).toBe("range=24h");
});

test("shows the numbers behind a chart with their units, a gap where nothing was measured", async () => {
  const { user } = open(WHEN);
  await user.click(await screen.findByRole("button", { name: "Show commands as a table" }));
  const table = within(await screen.findByRole("table", { name: "Commands" }));
  const cells = table.getAllByRole("cell").map((cell) => cell.textContent);
  expect(cells).toEqual([
    "2025-01-15 08:00:20 UTC",
    "7/s",
    "2025-01-15 08:00:10 UTC",
    "–",
    "2025-01-15 08:00:00 UTC",
    "5/s",
  ]);
});

test("says which instance became the master", async () => {
  open(WHEN);
  const changes = await screen.findByRole("list", { name: "Changes of master" });
  expect(changes.textContent).toContain("10.0.0.2:6379 became the master");
});

test("says so when a part of the time, or all of it, is no longer kept", async () => {
  open(WHEN, { keptFromMs: START + 60_000 });
  await screen.findByText(/there are none before 2025-01-15 08:01:00 UTC/);
  cleanup();
  open(WHEN, { ...EMPTY, opsPerSecond: [], masterChanges: [], keptFromMs: START + 2 * HOUR_MS });
  await screen.findByText(/kept for 24 hours; the first now are of 2025-01-15 10:00:00 UTC/);
});
