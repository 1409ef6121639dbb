import { randomUUID } from "node:crypto";
import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { isPassingFailure } from "#lib/redis/passing-failure.ts";
import type { Services } from "#lib/services.ts";
import { dropExpired } from "./drop-expired.ts";
import { packValues } from "./pack-values.ts";
import { readValues } from "./read-values.ts";
import type { Undo } from "./schema.ts";
import { KEPT_MS, MOST_BYTES, MOST_KEYS, undoOutlook } from "./undo-limits.ts";

/** Keeps what is about to be deleted; all of it or nothing. */
export interface ValueKeeper {
  /** To be called before the keys go, with the address of the master that they go from. */
  keep(keys: readonly Buffer[], address: string): Promise<void>;
  /** From then on it can be undone, for the time that is kept. */
  finish(): Promise<Undo>;
}

interface Whose {
  readonly connections: DeploymentConnections;
  readonly keyspace: string;
  readonly db: number;
  readonly userId: string;
  /** Expected; what is found may be more. */
  readonly expected: { keys: number; bytes: number };
}

/** Sealed in the store: neither a copy of its file nor another console can read the values. */
export async function keepValues(services: Services, whose: Whose): Promise<ValueKeeper> {
  const { store, seal, now } = services;
  const { connections, keyspace, db, userId } = whose;
  await dropExpired(services);
  const id = randomUUID();
  let why = undoOutlook(connections, whose.expected).why;
  let [keys, bytes, nth] = [0, 0, 0];

  async function giveUp(reason: string): Promise<void> {
    why = reason;
    await store.db.deleteFrom("kept_values").where("undo_id", "=", id).execute();
    await store.db.deleteFrom("undo").where("id", "=", id).execute();
  }

  async function begin(): Promise<void> {
    const row = {
      id,
      deployment: connections.name,
      keyspace,
      db,
      user_id: userId,
      state: "keeping",
      keys: 0,
      bytes: 0,
    };
    // A console that dies meanwhile leaves it behind: then it goes with its time.
    await store.db
      .insertInto("undo")
      .values({ ...row, created_at: now(), until: now() + KEPT_MS })
      .execute();
  }

  return {
    async keep(batch, address) {
      if (why !== null || batch.length === 0) return;
      if (keys + batch.length > MOST_KEYS) return giveUp(`there are more than ${MOST_KEYS} keys`);
      const values = await readOrWhy(connections, { db, address, batch, mostBytes: MOST_BYTES - bytes });
      if (typeof values === "string") return giveUp(values);
      if (values.length === 0) return;
      if (nth === 0) await begin();
      const packed = packValues(values);
      const sealed = seal.seal(`undo ${id}`, packed);
      await store.db.insertInto("kept_values").values({ undo_id: id, nth, sealed }).execute();
      nth += 1;
      keys += values.length;
      bytes += packed.length;
    },
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
