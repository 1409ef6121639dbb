import { defineOperation } from "#lib/operation.ts";
import { parseMemoryStats } from "#lib/redis/parse-memory-stats.ts";
import { ROLES } from "#lib/roles.ts";
import { InspectInput } from "./inspect-input.ts";
import { openInstance } from "./open-instance.ts";
import type { InstanceMemory } from "./schema.ts";
import { wordsOf } from "./words-of.ts";

/** What the memory of one instance is used for. */
export const readMemory = defineOperation({
  name: "inspect.memory",
  summary: "see the memory of an instance",
  kind: "read",
  roles: ROLES,
  input: InspectInput,
  async run({ services }, input): Promise<InstanceMemory> {
    const { askPart } = await openInstance(services, input);
    const [doctor, stats] = await Promise.all([
      askPart("MEMORY DOCTOR", "+memory|doctor", async (redis) => wordsOf(await redis.call("MEMORY", "DOCTOR"))),
      askPart("MEMORY STATS", "+memory|stats", async (redis) => {
        const { keys, fragmentationRatio, ...sizes } = parseMemoryStats(await redis.call("MEMORY", "STATS"));
        return {
          totalBytes: sizes.totalBytes ?? null,
          peakBytes: sizes.peakBytes ?? null,
          startupBytes: sizes.startupBytes ?? null,
          datasetBytes: sizes.datasetBytes ?? null,
          overheadBytes: sizes.overheadBytes ?? null,
          clientBytes: sizes.clientBytes ?? null,
          replicaBytes: sizes.replicaBytes ?? null,
          backlogBytes: sizes.backlogBytes ?? null,
          aofBufferBytes: sizes.aofBufferBytes ?? null,
          scriptBytes: sizes.scriptBytes ?? null,
          bytesPerKey: sizes.bytesPerKey ?? null,
          fragmentationBytes: sizes.fragmentationBytes ?? null,
          keys: keys ?? null,
          fragmentationRatio: fragmentationRatio ?? null,
        };
      }),
    ]);
    return { at: services.now(), doctor, stats };
  },
});
