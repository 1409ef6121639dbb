import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { FailoverStory } from "#lib/timeline/schema.ts";
import { FailoverStories } from "./failover-stories.tsx";
import { timelineEvent } from "./test-timeline-event.ts";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const STORY: FailoverStory = {
  id: "one",
  beganAt: 1_800_000_000_000,
  endedAt: 1_800_000_002_273,
  result: "done",
  abortedBecause: null,
  cause: "odown",
  from: "10.0.0.1:6379",
  to: "10.0.0.2:6379",
  leader: "10.0.1.1:26379",
  epoch: 4,
  phases: { detectionMs: 91, electionMs: 101, promotionMs: 953, reconfigurationMs: 1_128, totalMs: 2_273 },
  reconfiguredReplicas: ["10.0.0.3:6379"],
  events: [timelineEvent({ title: "It began" }), timelineEvent({ at: 9, title: "It ended" })],
};

function open(stories: FailoverStory[]) {
  vi.stubGlobal("fetch", async () => Response.json({ ok: true, data: { stories }, requestId: "r" }));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FailoverStories deployment="shop" />
    </QueryClientProvider>,
  );
}

test("tells from where to where, why, who led it, and how long each phase took", async () => {
  open([STORY]);
  const story = (await screen.findByText("Done")).closest("li")?.textContent;
  expect(story).toMatch(/10\.0\.0\.1:6379.*10\.0\.0\.2:6379/);
  expect(story).toMatch(/odown.*Led by sentinel 10\.0\.1\.1:26379.*1 replica/);
  for (const [phase, time] of [
    ["Detection", "91 ms"],
    ["Election", "101 ms"],
    ["Promotion", "953 ms"],
    ["Replicas follow", "1.1 s"],
  ] as const) {
    expect(screen.getByText(phase).parentElement?.textContent).toContain(time);
  }
});

test("lists the events it is made of, the latest first", async () => {
  open([STORY]);
  const list = await screen.findByRole("list", { name: /^Events/, hidden: true });
  const items = within(list).getAllByRole("listitem", { hidden: true });
  expect(items.map((item) => /It (began|ended)/.exec(item.textContent ?? "")?.[1])).toEqual(["ended", "began"]);
});

test("says why one was aborted, and leaves out what was not heard", async () => {
  const phases = { ...STORY.phases, promotionMs: null, reconfigurationMs: null };
  open([{ ...STORY, result: "aborted", abortedBecause: "No replica was fit.", to: null, leader: null, phases }]);
  await screen.findByText("Aborted");
  screen.getByText(/No replica was fit\./);
  expect(screen.queryByText("Promotion")).toBeNull();
});

test("says what would be here when there was none", async () => {
  open([]);
  await screen.findByText(/^No failover/);
});
