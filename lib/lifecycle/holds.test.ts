import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Services } from "#lib/services.ts";
import { openStore } from "#lib/store/open-store.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { type Hold, holdsOf, takeHold, withHold } from "./holds.ts";

const HOLD: Hold = { deployment: "d", subject: "redis-1", what: "redis-1 is being stopped", who: "sam" };

describe.each<Store["kind"]>(["sqlite", "postgres"])("a hold on %s", (kind) => {
  let stores: TestStores;
  let one: Services;
  let other: Services;
  let at = 1_000_000;

  beforeAll(async () => {
    stores = await startTestStores(kind);
    const { store, location } = await stores.create();
    const second = await openStore(location);
    const now = () => at;
    one = testContext({}, { store, now }).ctx.services;
    other = testContext({}, { store: second, now }).ctx.services;
  });
  afterAll(async () => {
    await other.store.close();
    await stores.stop();
  });

  it("lets one of fifty in, and tells the others who is there", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const attempts = Array.from({ length: 50 }, (_, nth) => withHold(nth % 2 === 0 ? one : other, HOLD, () => gate));
    const settled = Promise.allSettled(attempts);
    await expect.poll(() => holdsOf(one, "d")).toMatchObject([{ subject: "redis-1", who: "sam" }]);
    await expect(takeHold(other, { ...HOLD, holder: "x" })).rejects.toThrow(/redis-1 is being stopped, by sam/);
    open();
    const refused = (await settled).filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(49);
    expect(new Set(refused.map((result) => result.status === "rejected" && result.reason.code))).toEqual(
      new Set(["CONFLICT"]),
    );
    await expect.poll(() => holdsOf(one, "d")).toEqual([]);
  });

  it("does not keep others from another subject, nor the holder from its own", async () => {
    await withHold(one, { ...HOLD, holder: "h" }, async () => {
      await withHold(other, { ...HOLD, subject: "redis-2" }, async () => undefined);
      await takeHold(other, { ...HOLD, holder: "h" });
    });
    expect(await holdsOf(one, "d")).toEqual([]);
  });

  it("ends by itself when its process does, and the work of a lost hold is told", async () => {
    await takeHold(one, { ...HOLD, holder: "dead" });
    at += 10_001;
    let isLost = false;
    await withHold(other, HOLD, async (lost) => {
      at += 10_001;
      await takeHold(one, { ...HOLD, holder: "thief" });
      await expect.poll(() => lost.aborted).toBe(true);
      isLost = true;
    });
    expect(isLost).toBe(true);
  });
});
