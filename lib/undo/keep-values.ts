import { randomUUID } from "node:crypto";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import type { Services } from "#lib/services.ts";
import { dropExpired } from "./drop-expired.ts";
import { type Attempt, earlierKept, NOTHING } from "./earlier-kept.ts";
import { packValues } from "./pack-values.ts";
import { readValues } from "./read-values.ts";
import { MOST_KEPT_BYTES, type Undo } from "./schema.ts";
import { KEPT_MS, MOST_KEYS, undoOutlook } from "./undo-limits.ts";

/** Keeps what is about to be deleted; all of it or nothing. */
export interface ValueKeeper {
  /** To be called before the keys go, with the address of the master that they go from. */
  keep(keys: readonly Buffer[], address: string): Promise<void>;
  /** What could be undone if the deletion ended now. */
  soFar(): Undo;
  /** From then on it can be undone, for the time that is kept. */
  finish(): Promise<Undo>;
}

export interface Whose {
  readonly connections: DeploymentConnections;
  readonly keyspace: string;
  readonly db: number;
  readonly userId: string;
  /** Expected; what is found may be more. */
  readonly expected: { keys: number; bytes: number };
  /** Whose second attempt goes on with what the first has kept. */
  readonly job?: Attempt;
}

/** Sealed in the store: neither a copy of its file nor another console can read the values. */
export async function keepValues(services: Services, whose: Whose): Promise<ValueKeeper> {
  const { store, seal, now } = services;
  const { connections, db } = whose;
  await dropExpired(services);
  const id = whose.job?.id ?? randomUUID();
  const earlier = whose.job === undefined ? NOTHING : await earlierKept(services, whose.job);
  let why = undoOutlook(connections, whose.expected).why ?? earlier.why;
  let { keys, bytes, nth } = earlier;

  async function giveUp(reason: string): Promise<void> {
    why = reason;
    await store.db.deleteFrom("kept_values").where("undo_id", "=", id).execute();
    if (whose.job === undefined) await store.db.deleteFrom("undo").where("id", "=", id).execute();
    else await begin("given-up");
  }

  /** A console that dies meanwhile leaves it behind: then it goes with its time. */
  async function begin(state: "keeping" | "given-up"): Promise<void> {
    const { name: deployment } = connections;
    const { keyspace, userId: user_id } = whose;
    const until = now() + KEPT_MS;
    await store.db
      .insertInto("undo")
      .values({ id, deployment, keyspace, db, user_id, state, keys: 0, bytes: 0, created_at: now(), until })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ state, until }))
      .execute();
  }

  return {
    async keep(batch, address) {
      if (why !== null || batch.length === 0) return;
      if (keys + batch.length > MOST_KEYS) return giveUp(`there are more than ${MOST_KEYS} keys`);
      const values = await readOrWhy(connections, { db, address, batch, mostBytes: MOST_KEPT_BYTES - bytes });
      if (typeof values === "string") return giveUp(values);
      if (values.length === 0) return;
      if (nth === earlier.nth) await begin("keeping");
      const packed = packValues(values);
      const sealed = seal.seal(`undo ${id}`, packed);
      keys += values.length;
      bytes += packed.length;
      await store.db.insertInto("kept_values").values({ undo_id: id, nth, sealed }).execute();
      await store.db
        .updateTable("undo")
        .set({ keys, bytes, until: now() + KEPT_MS })
        .where("id", "=", id)
        .execute();
      nth += 1;
    },
    soFar: () => ({ offer: why !== null || keys === 0 ? null : { id, keys, until: now() + KEPT_MS }, why }),
    async finish() {
      if (why !== null) return { offer: null, why };
      if (keys === 0) return { offer: null, why: "nothing was deleted" };
      const until = now() + KEPT_MS;
      const { numUpdatedRows } = await store.db
        .updateTable("undo")
        .set({ state: "kept", keys, bytes, until })
        .where("id", "=", id)
        .executeTakeFirst();
      if (Number(numUpdatedRows) === 0) {
        // Its time ran out while the deletion waited: what was kept after that would lie there for ever.
        await giveUp("it took longer than values are kept");
        return { offer: null, why };
      }
      return { offer: { id, keys, until }, why: null };
    },
  };
}

interface Batch {
  db: number;
  address: string;
  batch: readonly Buffer[];
  mostBytes: number;
}

/** A failover ends the deletion's pass as it would without an undo; another refusal ends only the keeping. */
async function readOrWhy(connections: DeploymentConnections, { db, address, batch, mostBytes }: Batch) {
  try {
    return await readValues(await connections.instance(address, db, "restore"), batch, mostBytes);
  } catch (thrown) {
    if (!isDomainError(thrown) || isPassingFailure(thrown)) throw thrown;
    log.warn("values could not be kept for an undo", { deployment: connections.name, thrown });
    return `the values could not be read: ${thrown.message}`;
  }
}
