import { describe, expect, it } from "vitest";
import { createSentinelHearing, type SentinelSaying } from "./hear-sentinels.ts";
import { FailoverStory } from "./schema.ts";
import { type HeardEvent, tellFailovers } from "./tell-failovers.ts";
import { recordedSayings, toSayings } from "./test-recorded.ts";

const START = 1_800_000_000_000;
const HOUR_MS = 3_600_000;

function hear(sayings: readonly SentinelSaying[]): HeardEvent[] {
  const hearing = createSentinelHearing("test-master");
  return sayings.flatMap((saying, nth) => {
    const happening = hearing(saying);
    if (happening?.heard == null) return [];
    const { at, kind, severity, instance, title, detail, heard } = happening;
    return [{ shown: { id: String(nth), at, kind, severity, instance, title, detail, actor: null }, heard }];
  });
}

const tell = (sayings: readonly SentinelSaying[], now = START + HOUR_MS) =>
  tellFailovers(hear(sayings), now).map((story) => FailoverStory.parse(story));
const recorded = (name: string) => recordedSayings(name, START);
const leaderIn = (sayings: readonly SentinelSaying[]) =>
  sayings.find(({ event }) => event === "+elected-leader")?.sentinel;

const say = (at: number, port: number, event: string) =>
  `${at} 127.0.0.1:${port} ${event} master test-master 10.0.0.1 6379`;

describe("the story of a failover", () => {
  it("is told of a master that was killed: who led it, from where to where, and how long each phase took", () => {
    const sayings = recorded("master-killed");
    const [story, ...others] = tell(sayings);
    expect(others).toEqual([]);
    expect(story).toMatchObject({
      beganAt: START,
      endedAt: START + 2_273,
      result: "done",
      cause: "odown",
      from: "127.0.0.1:11652",
      to: "127.0.0.1:16055",
      leader: leaderIn(sayings),
      epoch: 1,
      phases: { detectionMs: 91, electionMs: 101, promotionMs: 953, reconfigurationMs: 1_128, totalMs: 2_273 },
      reconfiguredReplicas: ["127.0.0.1:15868"],
    });
    expect(story?.events[0]).toMatchObject({ severity: "warning", instance: "127.0.0.1:11652" });
  });

  it("is told of one that somebody asked for", () => {
    const [story, ...others] = tell(recorded("asked-for"));
    expect(others).toEqual([]);
    expect(story).toMatchObject({
      result: "done",
      cause: "asked",
      from: "127.0.0.1:15920",
      to: "127.0.0.1:11119",
      phases: { detectionMs: null, electionMs: 15, totalMs: 2_100 },
    });
  });

  it("is told of each attempt that was aborted, and why", () => {
    const stories = tell(recorded("no-good-replica"));
    expect(stories.map(({ result, cause, to, epoch }) => ({ result, cause, to, epoch }))).toEqual(
      [1, 2, 3].map((epoch) => ({ result: "aborted", cause: "odown", to: null, epoch })),
    );
    expect(stories[0]).toMatchObject({ abortedBecause: expect.stringContaining("replica"), endedAt: START + 303 });
  });

  it("is under way until its end is heard, and unknown when nothing more is", () => {
    const sayings = recorded("master-killed");
    const until = sayings.slice(0, sayings.findIndex(({ event }) => event === "+promoted-slave") + 1);
    expect(tell(until, START + 5_000)).toMatchObject([{ result: "under way", endedAt: null, to: "127.0.0.1:16055" }]);
    expect(tell(until)).toMatchObject([{ result: "unknown", endedAt: null }]);
  });

  it("is one story when only the sentinels that followed were heard", () => {
    const sayings = recorded("master-killed");
    const leader = leaderIn(sayings);
    expect(tell(sayings.filter(({ sentinel }) => sentinel !== leader))).toMatchObject([
      { result: "done", cause: "odown", to: "127.0.0.1:16055", leader: null },
    ]);
  });

  it("is not told of a master that was only out of reach for a while", () => {
    const about = "127.0.0.1:1 +sdown master test-master 10.0.0.1 6379";
    expect(tell(toSayings([`0 ${about}`, `900 ${about.replace("+", "-")}`], START))).toEqual([]);
  });

  it("is one when a second sentinel tries after the first was elected", () => {
    const said = [
      say(0, 1, "+try-failover"),
      say(2, 1, "+elected-leader"),
      say(3, 2, "+try-failover"),
      "5 127.0.0.1:2 +switch-master test-master 10.0.0.1 6379 10.0.0.2 6379",
      say(9, 1, "+failover-end"),
      say(3_000, 2, "-failover-abort-not-elected"),
    ];
    const expected = { result: "done", leader: "127.0.0.1:1", to: "10.0.0.2:6379", phases: { totalMs: 9 } };
    expect(tell(toSayings(said, START))).toMatchObject([expected]);
  });

  it("goes on when one of two sentinels that tried is not elected", () => {
    const said = [
      say(0, 1, "+try-failover"),
      say(1, 2, "+try-failover"),
      say(2, 2, "-failover-abort-not-elected"),
      say(3, 1, "+elected-leader"),
      say(9, 1, "+failover-end"),
      "9 127.0.0.1:1 +switch-master test-master 10.0.0.1 6379 10.0.0.2 6379",
    ];
    expect(tell(toSayings(said, START))).toMatchObject([
      { result: "done", leader: "127.0.0.1:1", phases: { totalMs: 9 } },
    ]);
  });
});
