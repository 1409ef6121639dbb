import { expect, it } from "vitest";
import type { Job } from "#lib/jobs/schema.ts";
import { stepsAddress } from "./guided-work.ts";
import { jobWords, undoOf } from "./job-words.ts";

const NOW = 1_800_000_000_000;
const JOB: Job = {
  id: "00000000-0000-4000-8000-000000000000",
  deployment: "test",
  kind: "cache.flush",
  title: "Flush cache:* of pages",
  userName: "ada",
  isOwn: true,
  state: "running",
  isCancelAsked: false,
  fraction: 0.25,
  counts: { planned: 4_000, found: 1_200, deleted: 1_000 },
  result: null,
  error: null,
  mayResume: false,
  detail: null,
  isPauseAsked: false,
  createdAt: NOW - 12_000,
  startedAt: NOW - 10_000,
  endedAt: null,
};

it("tells how far a job is and how long it will still take", () => {
  expect(jobWords(JOB, NOW)).toBe("25 % done, 1,200 found, 1,000 of 4,000 deleted, 100 a second, about 30 s left");
});

it("tells what a flush has done, and what others felt", () => {
  const result = {
    planned: 4_000,
    deleted: 4_001,
    alreadyGone: 0,
    left: 2,
    restarts: 1,
    durationMs: 1_500,
    replicas: { confirmed: 1, connected: 2 },
    felt: { beforeMs: 0.2, p99Ms: 1.5, mostMs: 3 },
    isStopped: false,
  };
  const words = jobWords({ ...JOB, state: "succeeded", result }, NOW);
  for (const part of ["4,001 keys deleted", "2 left", "1 of 2 replicas", "begun again 1 time", "3 ms at most"]) {
    expect(words).toContain(part);
  }
});

it("says what an interruption means and what to do", () => {
  expect(jobWords({ ...JOB, state: "interrupted", mayResume: true }, NOW)).toMatch(/resume it/);
  expect(jobWords({ ...JOB, state: "interrupted" }, NOW)).toMatch(/start it anew/);
  expect(jobWords({ ...JOB, state: "failed", error: { code: "CONFLICT", message: "No." } }, NOW)).toBe("No.");
});

it("says of guided work what it came to, and where its steps are", () => {
  const change = { directive: "maxclients", from: "10000", to: "900" };
  const result = {
    applied: [{ address: "a:1", changes: [change], words: "", durationMs: 3 }],
    totalMs: 525,
    left: ["b:1"],
    isStopped: true,
  };
  const job = { ...JOB, kind: "config.apply", state: "cancelled" as const, result };
  expect(jobWords(job, NOW)).toBe("maxclients set on 1 instance in 525 ms. Not reached: b:1.");
  expect(stepsAddress(job)).toBe(`/test/failover?tab=restart&job=${JOB.id}`);
});

it("offers the way back of a job that has failed, and none while it runs", () => {
  const undo = { offer: { id: JOB.id, keys: 12, until: NOW }, why: null };
  expect(undoOf({ state: "failed", detail: { undo } })).toEqual(undo);
  expect(undoOf({ state: "running", detail: { undo } })).toBeUndefined();
  expect(undoOf({ state: "succeeded", detail: [{ id: "step" }] })).toBeUndefined();
});
