import type { Services } from "#lib/services.ts";
import { keepValues } from "#lib/undo/keep-values.ts";
import type { Undo } from "#lib/undo/schema.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";
import type { CounterReset } from "./reset-counters.ts";

interface CounterKeeper {
  readonly before?: NonNullable<CounterReset["before"]>;
  finish(): Promise<Undo>;
}

/** Keeps counters before they go, so that a reset can be undone; of one database at a time. */
export async function keepCounters(
  services: Services,
  { deployment, userId }: { deployment: string; userId: string },
  picked: readonly { limiter: CompiledLimiter; counters: readonly Buffer[] }[],
): Promise<CounterKeeper> {
  const [first, ...others] = picked;
  if (first === undefined || others.some(({ limiter }) => limiter.config.db !== first.limiter.config.db)) {
    return { finish: async () => ({ offer: null, why: "the counters are in several databases" }) };
  }
  const keeper = await keepValues(services, {
    connections: services.deployments.get(deployment),
    keyspace: first.limiter.config.name,
    db: first.limiter.config.db,
    userId,
    expected: { keys: picked.reduce((sum, { counters }) => sum + counters.length, 0), bytes: 0 },
  });
  return { before: (keys, writer) => keeper.keep(keys, writer.address), finish: keeper.finish };
}
