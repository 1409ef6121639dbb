import { expect, test } from "vitest";
import { clusterEvents } from "./cluster-events.ts";
import { timelineEvent } from "./test-timeline-event.ts";

const at = (...times: number[]) => times.map((time) => timelineEvent({ at: time }));
const AXIS = { fromMs: 0, untilMs: 1_000, places: 10 };

test("gives each event a place of its own while there is room", () => {
  expect(clusterEvents(at(950, 350, 50), AXIS).map(({ place }) => place)).toEqual([0.05, 0.35, 0.95]);
});

test("lets events that lie close together share a mark, the newest first", () => {
  const [cluster, ...others] = clusterEvents(at(390, 350, 310), AXIS);
  expect(others).toEqual([]);
  expect(cluster?.events.map((event) => event.at)).toEqual([390, 350, 310]);
});

test("leaves out what lies beside the axis, and keeps what lies on its ends", () => {
  const clusters = clusterEvents(at(1_001, 1_000, 0, -1), AXIS);
  expect(clusters.flatMap(({ events }) => events.map((event) => event.at))).toEqual([0, 1_000]);
});
