import { expect, it } from "vitest";
import { DomainError } from "#lib/errors.ts";
import { lookAtAll } from "./look-at-all.ts";
import { createTarget } from "./target.ts";

function target(take: () => Promise<string>) {
  return createTarget({ address: "10.0.0.1:6379", withinMs: 60_000, take, now: () => 1 });
}

const never = () => new Promise<string>(() => undefined);

it("waits for those that usually answer", async () => {
  const one = target(async () => "figures");
  await lookAtAll([one]);
  expect(one.seen?.look).toBe("figures");
});

it("does not wait for ever for one that hangs, and has the figures of the others", async () => {
  const [hanging, other] = [target(never), target(async () => "figures")];
  await lookAtAll([hanging, other]);
  expect(other.seen?.look).toBe("figures");
  expect(hanging.isLooking).toBe(true);
});

it("does not wait at all for one that is silent or still busy", async () => {
  let isFirst = true;
  const silent = target(() => {
    if (!isFirst) return never();
    isFirst = false;
    return Promise.reject(new DomainError("REDIS_UNREACHABLE", "It refuses connections."));
  });
  const busy = target(never);
  await silent.look();
  void busy.look();
  const looked = lookAtAll([silent, busy]).then(() => "looked");
  const turned = new Promise((resolve) => setImmediate(resolve)).then(() => "turned");
  expect(await Promise.race([looked, turned])).toBe("looked");
});
