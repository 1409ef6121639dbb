import { defineOperation } from "#lib/operation.ts";
import { parseInfo } from "#lib/redis/parse-info.ts";
import { ROLES } from "#lib/roles.ts";
import { databasePurpose } from "#lib/topology/database-purpose.ts";
import { InspectInput } from "./inspect-input.ts";
import { openInstance } from "./open-instance.ts";
import type { InstanceKeyspace } from "./schema.ts";

/** How many keys each logical database of one instance holds, and what the configuration says lives there. */
export const readKeyspace = defineOperation({
  name: "inspect.keyspace",
  summary: "see the keyspace of an instance",
  kind: "read",
  roles: ROLES,
  input: InspectInput,
  async run({ services }, input): Promise<InstanceKeyspace> {
    const { ask, config } = await openInstance(services, input);
    const { keyspace } = parseInfo(await ask("INFO keyspace", "+info", (redis) => redis.info("keyspace")));
    const databases = keyspace.map(({ db, keys, expires, averageTtlMs }) => ({
      db,
      purpose: databasePurpose(db, config.logicalDatabases),
      keys,
      expires,
      // 0 is what Redis writes while it has not sampled any.
      averageTtlMs: averageTtlMs || null,
      keyspaces: config.keyspaces.filter((one) => one.db === db).map(({ label }) => label),
    }));
    return { at: services.now(), databases };
  },
});
