import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { JobActions } from "#components/jobs/job-actions.ts";
import type { Job } from "#lib/jobs/schema.ts";
import { RunningJobs } from "./running-jobs.tsx";

vi.mock("next/navigation", () => ({ useRouter: () => ({}) }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const JOB: Job = {
  id: "00000000-0000-4000-8000-000000000000",
  deployment: "test",
  kind: "session.revoke-cohort",
  title: "Revoke sessions by a user agent",
  userName: "ada",
  isOwn: true,
  state: "running",
  isCancelAsked: false,
  fraction: 0.9,
  counts: {},
  result: null,
  error: null,
  mayResume: false,
  detail: null,
  isPauseAsked: false,
  createdAt: 1_800_000_000_000,
  startedAt: 1_800_000_000_000,
  endedAt: null,
};

/** jsdom knows no popover: the event is what the browser sends. */
function toggle(newState: "open" | "closed"): void {
  const event = Object.assign(new Event("toggle"), { newState });
  fireEvent(screen.getByLabelText("Jobs that go on"), event);
}

it("keeps what somebody is looking at when it ends, and goes when it is closed", async () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const know = (state: Job["state"]) =>
    act(async () => void client.setQueryData(["jobs", "test"], { jobs: [{ ...JOB, state }], at: 0 }));
  await know("running");
  // Nothing is pressed here.
  const actions = {} as JobActions;
  render(
    <QueryClientProvider client={client}>
      <RunningJobs deployment="test" actions={actions} />
    </QueryClientProvider>,
  );
  toggle("open");
  await screen.findByText("Running");
  await know("succeeded");
  await screen.findByText("Succeeded");
  expect(screen.getByText("All jobs, with how they ended")).toBeDefined();
  toggle("closed");
  expect(screen.queryByLabelText("Jobs that go on")).toBeNull();
});
