import { setTimeout as delay } from "node:timers/promises";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { type MasterRole, verifyMaster } from "./ask-role.ts";
import type { ClientOpener } from "./client-opener.ts";
import type { ClientPool } from "./client-pool.ts";
import type { MasterHandle, Purpose } from "./deployment-connections.ts";
import type { MasterLocator } from "./locate-master.ts";
import type { OpenClient } from "./open-client.ts";
import { toHandle } from "./redis-handle.ts";
import { withDeadline } from "./with-deadline.ts";

/** Looking, connecting and asking for the role together. */
const FOUND_WITHIN_MS = 2_500;
const PAUSE_MS = 100;

interface MasterAccess {
  master(db: number, purpose: Purpose): Promise<MasterHandle>;
  withExclusiveMaster<T>(db: number, work: (handle: MasterHandle) => Promise<T>): Promise<T>;
  /** Replicas that the last verified master had online. */
  online(): MasterRole["replicas"];
}

interface Means {
  /** For errors: where the master is looked for. */
  readonly where: string;
  /** Sentinels may make another instance the master. */
  readonly canMove: boolean;
  readonly opener: ClientOpener;
  readonly pool: ClientPool;
  readonly locator: MasterLocator;
  /** Told of every instance that a verified master names. */
  readonly onNamed: (addresses: readonly string[]) => void;
}

/** Nobody gets a master that has not just said itself that it is one. */
export function createMasterAccess({ where, canMove, opener, pool, locator, onNamed }: Means): MasterAccess {
  let online: MasterRole["replicas"] = [];

  async function verified(client: OpenClient): Promise<MasterHandle> {
    const { replicas } = await verifyMaster(client);
    locator.confirm(client.address);
    online = replicas;
    onNamed([client.address, ...replicas.map(({ address }) => address)]);
    return { ...toHandle(client), connectedReplicas: replicas.length };
  }

  /** Tries what may be the master until one says that it is. */
  async function findOnce(db: number, purpose: Purpose): Promise<MasterHandle> {
    const addresses = await locator.locate(purpose !== "read");
    let failure: unknown;
    for (const address of addresses) {
      try {
        return await verified(await pool.shared(opener.key(address, db, purpose)));
      } catch (thrown) {
        failure ??= thrown;
      }
    }
    locator.doubt();
    throw failure;
  }

  /**
   * A failover that ends in time is waited for by who wants to write; a reader is told at once. What an attempt has
   * found out says more than that the last one was not answered in time.
   */
  async function master(db: number, purpose: Purpose): Promise<MasterHandle> {
    const deadline = Date.now() + FOUND_WITHIN_MS;
    let found: unknown;
    for (;;) {
      try {
        return await withDeadline(deadline - Date.now(), findOnce(db, purpose), () => notFoundInTime(where));
      } catch (thrown) {
        if (isDomainError(thrown) && thrown.code === "TIMEOUT") throw found ?? thrown;
        const mayPass = canMove && purpose !== "read" && isDomainError(thrown) && thrown.code === "REDIS_UNREACHABLE";
        if (!mayPass || Date.now() + PAUSE_MS >= deadline) throw thrown;
        found = thrown;
        await delay(PAUSE_MS);
      }
    }
  }

  return {
    master,
    async withExclusiveMaster(db, work) {
      const { address } = await master(db, "write");
      // Only finding the master may be tried twice: the work itself runs once.
      return pool.exclusive(opener.key(address, db, "write"), async (client) => work(await verified(client)));
    },
    online: () => online,
  };
}

function notFoundInTime(where: string): DomainError {
  return new DomainError("TIMEOUT", "The master was not found in time.", {
    where,
    advice: "Nothing was changed. Look whether instances or Sentinels hang, then try again.",
  });
}
