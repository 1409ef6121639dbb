import { expect } from "vitest";
import { within } from "#lib/test-within.ts";
import type { createTestWatch } from "./test-watch.ts";

/** As often as the product looks unless told otherwise. */
const USUAL = { pollMs: 1_000 };
// The sentinels are slow to act, so that what is seen is the fault and not the failover.
const WHOLE = { replicas: 2, sentinels: 3, downAfterMs: 60_000 };

type Wanted = Parameters<ReturnType<typeof createTestWatch>["watch"]>[0];

/** What an operator is promised, counted from the fault. */
export const within3Seconds = (isSo: () => void) => within(3_000, isSo);

/** A deployment in which all is well, and on which a fault is about to fall. */
export async function watchWhole({ watch }: ReturnType<typeof createTestWatch>, wanted: Wanted = {}) {
  const seen = await watch({ ...WHOLE, ...wanted }, USUAL);
  const { deployment, newest, until } = seen;
  await until(() => newest()?.instances.filter(({ figures }) => figures !== null).length).toBe(3);
  await until(() => seen.check("quorum")?.state).toBe("ok");
  await until(() => deployment.replicas.map(({ address }) => seen.check("link", address)?.state)).toEqual(["ok", "ok"]);
  const [replica] = deployment.replicas;
  if (replica === undefined) throw new Error("There are two replicas.");
  return {
    ...seen,
    replica,
    /** Of the others the figures go on. */
    async expectAlive(...silent: string[]) {
      const at = newest()?.at ?? Number.POSITIVE_INFINITY;
      const addresses = deployment.instances.map(({ address }) => address).filter((one) => !silent.includes(one));
      expect(addresses).toHaveLength(3 - silent.length);
      for (const address of addresses) {
        await within3Seconds(() => expect(seen.instance(address)?.figuresAt).toBeGreaterThan(at));
        expect(seen.instance(address)).toMatchObject({ silence: null, figures: { version: expect.any(String) } });
      }
    },
  };
}
