import { expect, it } from "vitest";
import type { TailEvent, TailMessage } from "#lib/pubsub/schema.ts";
import { applyTailEvents, MOST_HELD, NO_TAIL } from "./tail-state.ts";

const message = (text: string): TailMessage => ({
  ...{ at: 1, channel: "c", pattern: null, isSharded: false, kind: "text", text, bytes: 1, isCut: false, masked: 0 },
});
const batch = (received: number, texts: string[], notShown = 0): TailEvent => ({
  ...{ type: "batch", messages: texts.map(message), received, notShown, perSecond: 1, channels: [] },
});

it("has the newest message first, and each with a number of its own", () => {
  const state = applyTailEvents(NO_TAIL, [batch(2, ["a", "b"]), batch(3, ["c"])]);
  expect(state.messages.map(({ text, id }) => [text, id])).toEqual([
    ["c", 3],
    ["b", 2],
    ["a", 1],
  ]);
});

it("lets go of old messages, and still counts them", () => {
  const many = Array.from({ length: MOST_HELD + 10 }, (_, nth) => String(nth));
  const state = applyTailEvents(NO_TAIL, [batch(many.length, many)]);
  expect(state.messages).toHaveLength(MOST_HELD);
  expect(state.received).toBe(MOST_HELD + 10);
});

it("goes on counting when the stream begins anew", () => {
  const state = applyTailEvents(NO_TAIL, [batch(10, [], 4), batch(2, ["x"], 1), batch(5, [], 2)]);
  expect(state).toMatchObject({ received: 15, notShown: 6 });
});

it("closes a gap in its place", () => {
  const open: TailEvent = { type: "gap", gap: { from: 5, until: null, reason: "lost" } };
  const closed: TailEvent = { type: "gap", gap: { from: 5, until: 9, reason: "lost" } };
  expect(applyTailEvents(NO_TAIL, [open, closed]).gaps).toEqual([{ from: 5, until: 9, reason: "lost" }]);
});
