import { describe, expect, it } from "vitest";
import type { Heard } from "./hear-failover.ts";
import { timeFailover } from "./time-failover.ts";

const said = (at: number, name: string, sentinel = "s:1"): Heard => ({ at, name, sentinel });

describe("the parts of a failover", () => {
  it("are counted from the master's last answer on, also where an election is held twice", () => {
    const heard = [
      said(900, "+sdown", "s:9"),
      said(6_000, "+sdown"),
      said(6_100, "+odown"),
      said(6_110, "+elected-leader"),
      said(9_000, "+vote-for-leader", "s:2"),
      said(9_200, "+elected-leader", "s:2"),
      said(10_000, "+promoted-replica", "s:2"),
      said(10_050, "+switch-master", "s:1"),
      said(10_400, "+switch-master", "s:2"),
      said(10_900, "+switch-master", "s:3"),
    ];
    expect(timeFailover(heard, 3, 1_000)).toMatchObject({
      ...{ sdownMs: 5_000, odownMs: 5_100, electionMs: 3_100, promotionMs: 800, namedMs: 400, votes: 1 },
    });
  });

  it("have no detection where a Sentinel was asked, and say of what was not heard that it was not", () => {
    const heard = [said(100, "+try-failover"), said(150, "+elected-leader"), said(160, "+sdown")];
    expect(timeFailover(heard, 3, undefined)).toMatchObject({
      ...{ sdownMs: null, odownMs: null, electionMs: 50, promotionMs: null, namedMs: null },
      events: [{ atMs: 0 }, { atMs: 50 }, { atMs: 60 }],
    });
  });
});
