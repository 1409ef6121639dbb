import { describe, expect, it } from "vitest";
import { parseSentinelEvent } from "./parse-sentinel-event.ts";

const parse = (event: string, text: string) => parseSentinelEvent(event, text, "mymaster");

describe("an event of a sentinel", () => {
  it.each([
    ["+sdown", "master mymaster 10.0.0.1 6379", { about: "master", address: "10.0.0.1:6379" }],
    ["+odown", "master mymaster 10.0.0.1 6379 #quorum 2/2", { about: "master", rest: "#quorum 2/2" }],
    [
      "-role-change",
      "slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379 new reported role is slave",
      { about: "replica", address: "10.0.0.2:6379", rest: "new reported role is replica" },
    ],
    ["+sentinel", "sentinel ab12 10.0.1.1 26379 @ mymaster 10.0.0.1 6379", { address: "10.0.1.1:26379" }],
    ["+sdown", "slave [::1]:6379 ::1 6379 @ mymaster 10.0.0.1 6379", { address: "[::1]:6379" }],
    ["+switch-master", "mymaster 10.0.0.1 6379 10.0.0.2 6380", { address: "10.0.0.1:6379", to: "10.0.0.2:6380" }],
    ["+new-epoch", "7", { about: "itself", epoch: 7 }],
    ["+vote-for-leader", "ab12 7", { about: "itself", epoch: 7, rest: "ab12 7" }],
    ["+tilt", "#tilt mode entered", { about: "itself", epoch: undefined }],
    ["+slave-reconf-done", "slave a 10.0.0.2 6379 @ mymaster 10.0.0.1 6379", { name: "+replica-reconf-done" }],
  ])("is understood: %s %s", (event, text, expected) => {
    expect(parse(event, text)).toMatchObject(expected);
  });

  it.each([
    ["+sdown", "master another 10.0.0.1 6379"],
    ["+sdown", "slave a 10.0.0.2 6379 @ another 10.0.0.1 6379"],
    ["+switch-master", "another 10.0.0.1 6379 10.0.0.2 6379"],
    ["+switch-master", "mymaster 10.0.0.1 6379 <b> 6379"],
    ["+sdown", ""],
    ["__sentinel__:hello", "10.0.1.1,26379,ab12,1,mymaster,10.0.0.1,6379,0"],
    ["+sdown\u001b[31m", "master mymaster 10.0.0.1 6379"],
    ["+sdown", `master mymaster 10.0.0.1 6379 ${"x".repeat(3_000)}`],
  ])("is passed over when it is about something else, or nothing: %j %.60j", (event, text) => {
    expect(parse(event, text)).toBeUndefined();
  });

  it("gives no address that is none", () => {
    expect(parse("+sdown", "master mymaster <script> 6379")).toMatchObject({ address: undefined });
  });
});
