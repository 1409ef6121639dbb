import { describe, expect, it } from "vitest";
import { createFailoverEar } from "./failover-ear.ts";

function listen() {
  let now = 0;
  const ear = createFailoverEar("mymaster", () => now);
  return { ear, wait: (ms: number) => (now += ms) };
}

describe("what sentinels' events say", () => {
  it("takes a failover for under way from its beginning to the switch", () => {
    const { ear } = listen();
    expect(ear.isUnderWay()).toBe(false);
    ear.hear("+try-failover", "master mymaster 10.0.0.1 6379");
    expect(ear.isUnderWay()).toBe(true);
    ear.hear("+failover-state-reconf-slaves", "master mymaster 10.0.0.1 6379");
    expect(ear.isUnderWay()).toBe(true);
    ear.hear("+switch-master", "mymaster 10.0.0.1 6379 10.0.0.2 6379");
    expect(ear.isUnderWay()).toBe(false);
  });

  it("takes an aborted failover for ended", () => {
    const { ear } = listen();
    ear.hear("+try-failover", "master mymaster 10.0.0.1 6379");
    ear.hear("-failover-abort-no-good-slave", "master mymaster 10.0.0.1 6379");
    expect(ear.isUnderWay()).toBe(false);
  });

  it("forgets a failover that never said that it ended", () => {
    const { ear, wait } = listen();
    ear.hear("+try-failover", "master mymaster 10.0.0.1 6379");
    wait(180_000);
    expect(ear.isUnderWay()).toBe(false);
  });

  it("counts a failover once, however many sentinels tell of it", () => {
    const { ear, wait } = listen();
    const there = "mymaster 10.0.0.1 6379 10.0.0.2 6379";
    for (let sentinel = 0; sentinel < 3; sentinel++) ear.hear("+switch-master", there);
    expect(ear.ended()).toBe(1);
    ear.hear("+switch-master", "mymaster 10.0.0.2 6379 10.0.0.1 6379");
    // One that tells late of both.
    ear.hear("+switch-master", there);
    ear.hear("+switch-master", "mymaster 10.0.0.2 6379 10.0.0.1 6379");
    expect(ear.ended()).toBe(2);
    wait(60_000);
    ear.hear("+switch-master", there);
    ear.hear("+switch-master", "mymaster nonsense");
    ear.hear("+switch-master", "other 10.0.0.1 6379 10.0.0.9 6379");
    expect(ear.ended()).toBe(3);
  });

  it("passes over events about other masters and chatter", () => {
    const { ear } = listen();
    expect(ear.hear("+switch-master", "other 10.0.0.1 6379 10.0.0.2 6379")).toBe(false);
    expect(ear.hear("+sdown", "slave 10.0.0.2:6379 10.0.0.2 6379 @ other 10.0.0.1 6379")).toBe(false);
    expect(ear.hear("+vote-for-leader", "0123 7")).toBe(false);
    expect(ear.hear("__sentinel__:hello", "anything")).toBe(false);
    expect(ear.isRestless()).toBe(false);
  });

  it("is restless for a while after what matters", () => {
    const { ear, wait } = listen();
    expect(ear.hear("+sdown", "slave 10.0.0.2:6379 10.0.0.2 6379 @ mymaster 10.0.0.1 6379")).toBe(true);
    expect(ear.hear("+tilt", "#tilt mode entered")).toBe(true);
    expect(ear.isRestless()).toBe(true);
    wait(5_000);
    expect(ear.isRestless()).toBe(false);
  });
});
