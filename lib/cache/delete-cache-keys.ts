import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { writeAndWait } from "#lib/redis/write-and-wait.ts";
import { keepValues } from "#lib/undo/keep-values.ts";
import { cacheNamed } from "./cache-keyspace.ts";
import { DeleteCacheKeysInput, type DeletedCacheKeys } from "./schema.ts";
import { showKey } from "./show-bytes.ts";

const CONFIRM_WITHIN_MS = 1_000;

/** Deletes the keys that a person has picked. */
export const deleteCacheKeys = defineOperation({
  name: "cache.delete",
  summary: "delete keys of a cache",
  kind: "change",
  roles: ["engineer", "sre"],
  input: DeleteCacheKeysInput,
  target: ({ deployment, keyspace, keys }) => ({ deployment, shown: `${keyspace}: ${nameKeys(keys)}` }),
  count: ({ deleted }: DeletedCacheKeys) => deleted,
  async run({ services, actor }, { deployment, keyspace, keys }): Promise<DeletedCacheKeys> {
    const connections = services.deployments.get(deployment);
    const cache = cacheNamed(connections.config, keyspace);
    const picked = keys.map((key) => Buffer.from(key, "base64url"));
    const foreign = picked.find((key) => !cache.owns(key));
    if (foreign !== undefined) {
      throw new DomainError("FORBIDDEN", `${showKey(foreign, 100)} is no key of the cache, so nothing was deleted.`, {
        advice: `It belongs to ${cache.ownerOf(foreign)}.`,
      });
    }
    const { db } = cache.config;
    const expected = { keys: picked.length, bytes: 0 };
    const keeper = await keepValues(services, { connections, keyspace, db, userId: actor.userId, expected });
    return connections.withExclusiveMaster(db, async (master) => {
      const { connectedReplicas } = master;
      await keeper.keep(picked, master.address);
      const { replies, confirmedBy } = await master.run("UNLINK", (redis) =>
        writeAndWait(redis, connectedReplicas, CONFIRM_WITHIN_MS, (pipeline) => pipeline.unlink(...picked)),
      );
      const deleted = typeof replies[0] === "number" ? replies[0] : 0;
      return {
        deleted,
        alreadyGone: picked.length - deleted,
        replicas: { confirmed: confirmedBy, connected: connectedReplicas },
        undo: await keeper.finish(),
      };
    });
  },
});

function nameKeys(keys: readonly string[]): string {
  const [first = ""] = keys;
  const shown = showKey(Buffer.from(first, "base64url"), 100);
  return keys.length === 1 ? shown : `${shown} and ${keys.length - 1} more`;
}
