import { describe, expect, it } from "vitest";
import { createLatestValue } from "./latest-value.ts";

const forEver = new AbortController().signal;

describe("the latest value", () => {
  it("gives a slow reader the newest and skips what lies between", async () => {
    const latest = createLatestValue<number>();
    const reader = latest.read(forEver);
    latest.set(1);
    expect(await reader.next()).toMatchObject({ value: 1 });
    latest.set(2);
    latest.set(3);
    expect(await reader.next()).toMatchObject({ value: 3 });
  });

  it("gives a late reader the newest at once, and each value once", async () => {
    const latest = createLatestValue<number>();
    latest.set(1);
    const reader = latest.read(forEver);
    expect(await reader.next()).toMatchObject({ value: 1 });
    const next = reader.next();
    latest.set(2);
    expect(await next).toMatchObject({ value: 2 });
  });

  it("ends every reader that waits when it ends", async () => {
    const latest = createLatestValue<number>();
    const waiting = [latest.read(forEver).next(), latest.read(forEver).next()];
    latest.end();
    expect(await Promise.all(waiting)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
  });

  it("ends one reader when its signal fires, and not the others", async () => {
    const latest = createLatestValue<number>();
    const leaving = new AbortController();
    const left = latest.read(leaving.signal).next();
    const stays = latest.read(forEver).next();
    leaving.abort();
    expect(await left).toMatchObject({ done: true });
    latest.set(1);
    expect(await stays).toMatchObject({ value: 1 });
  });
});
