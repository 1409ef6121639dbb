import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { TimelineEvent } from "#lib/timeline/schema.ts";
import { timelineEvent } from "./test-timeline-event.ts";
import { TimelinePanel } from "./timeline-panel.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const HOUR_MS = 3_600_000;
const START = 1_800_000_000_000;
const EVENTS = [
  timelineEvent({ at: START + 3_000_000, severity: "critical", title: "Failover aborted", instance: "10.0.0.1:6379" }),
  timelineEvent({ at: START + 1_000, kind: "operation", title: "Revocation of sessions succeeded", actor: "somebody" }),
  timelineEvent({ at: START + 500, kind: "save", title: "Master saved its data" }),
];

function open(answer: { events: TimelineEvent[]; isComplete?: boolean } | "refused") {
  const reply = () =>
    answer === "refused"
      ? Response.json({
          ok: false,
          error: { code: "STORE_UNAVAILABLE", message: "It is off.", advice: "", requestId: "r" },
        })
      : Response.json({ ok: true, data: { isComplete: true, ...answer }, requestId: "r" });
  const asked = vi.fn<(url: string) => Promise<Response>>(async () => reply());
  vi.stubGlobal("fetch", asked);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <TimelinePanel deployment="shop" fromMs={START} untilMs={START + HOUR_MS} instance="10.0.0.1:6379" />
    </QueryClientProvider>,
  );
  return { asked, user: userEvent.setup() };
}

const titles = () =>
  within(screen.getByRole("list", { name: /^Events/ }))
    .getAllByRole("listitem")
    .map((item) => EVENTS.find(({ title }) => item.textContent?.includes(title))?.title);

test("asks for its time and instance, and lists the latest first with who did it", async () => {
  const { asked } = open({ events: EVENTS });
  await screen.findByRole("list", { name: /^Events/ });
  expect(asked.mock.calls[0]?.[0]).toContain(`fromMs=${START}&untilMs=${START + HOUR_MS}&instance=10.0.0.1%3A6379`);
  expect(titles()).toEqual(EVENTS.map(({ title }) => title));
  screen.getByText("by somebody");
});

test("shows one mark for events that lie close together, and lists only those of a pressed mark", async () => {
  const { user } = open({ events: EVENTS });
  const marks = within(await screen.findByRole("group", { name: "Events over time" })).getAllByRole("button");
  expect(marks.map((mark) => mark.getAttribute("aria-label"))).toEqual([
    expect.stringMatching(/^2 events\. .*Revocation/),
    expect.stringMatching(/Critical: Failover aborted$/),
  ]);
  await user.click(screen.getByRole("button", { name: /^2 events/ }));
  expect(titles()).toEqual(EVENTS.slice(1).map(({ title }) => title));
  await user.click(screen.getByRole("button", { name: "Show all" }));
  expect(titles()).toHaveLength(3);
});

test("lets the arrow keys move between the marks", async () => {
  const { user } = open({ events: EVENTS });
  const marks = within(await screen.findByRole("group", { name: "Events over time" })).getAllByRole("button");
  marks.at(-1)?.focus();
  await user.keyboard("{ArrowLeft}");
  expect(document.activeElement).toBe(marks[0]);
});

test("filters by kind and by severity", async () => {
  const { user } = open({ events: EVENTS });
  await user.click(await screen.findByRole("button", { name: "Save" }));
  expect(titles()).toEqual(["Master saved its data"]);
  await user.click(screen.getByRole("button", { name: "Critical" }));
  expect(screen.queryByRole("list", { name: /^Events/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Save" }));
  expect(titles()).toEqual(["Failover aborted"]);
});

test("says so when nothing happened, and when there was more than is shown", async () => {
  open({ events: [] });
  await screen.findByText("Nothing happened in this time");
  cleanup();
  open({ events: EVENTS, isComplete: false });
  await screen.findByText(/There were more/);
});

test("shows what failed, and asks again", async () => {
  const { asked, user } = open("refused");
  await user.click(await screen.findByRole("button", { name: /again/i }));
  expect(asked.mock.calls.length).toBeGreaterThan(1);
});
