import { describe, expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { createTarget } from "./target.ts";

function target(take: () => Promise<string>, withinMs = 1_000) {
  return createTarget({ address: "10.0.0.1:6379", withinMs, take, now: () => 7 });
}

describe("a target", () => {
  it("keeps what it said last while it is silent", async () => {
    let isUp = true;
    const one = target(async () => {
      if (!isUp) throw new DomainError("REDIS_UNREACHABLE", "It refuses connections.");
      return "figures";
    });
    await one.look();
    expect(one).toMatchObject({ seen: { at: 7, look: "figures" }, failure: undefined });
    isUp = false;
    await one.look();
    expect(one).toMatchObject({ seen: { look: "figures" }, failure: { code: "REDIS_UNREACHABLE" } });
    isUp = true;
    await one.look();
    expect(one.failure).toBeUndefined();
  });

  it("is silent when a look never ends", async () => {
    const one = target(() => new Promise(() => undefined), 20);
    await one.look();
    expect(one.failure).toMatchObject({ code: "TIMEOUT", where: "10.0.0.1:6379" });
  });

  it("is looked at once at a time, however often it is asked for", async () => {
    let looks = 0;
    const one = target(async () => `${++looks}`);
    await Promise.all([one.look(), one.look()]);
    expect(looks).toBe(1);
  });

  it("hides the words of a fault of the program", async () => {
    const one = target(async () => {
      throw new TypeError("secret of the program");
    });
    await one.look();
    expect(one.failure?.code).toBe("INTERNAL");
    expect(one.failure?.message).not.toContain("secret");
  });
});
