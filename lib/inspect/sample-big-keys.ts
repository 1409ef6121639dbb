import type { OperationContext } from "#lib/context.ts";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { parseRole } from "#lib/redis/parse-role.ts";
import { InspectInput } from "./inspect-input.ts";
import { readSizes } from "./measure-keys.ts";
import { createKeyNamer } from "./name-key.ts";
import { type BigKeyStep, scanBigKeys } from "./scan-big-keys.ts";
import type { BigKey, BigKeySample } from "./schema.ts";

const TELL_EVERY_MS = 500;

/** Instances that are being sampled: two samples at once would cost twice as much and say the same. */
const sampled = new Set<string>();

/** The largest keys of an instance, from a bounded look at its keys; a replica answers for its master. */
export const sampleBigKeys = defineOperation({
  name: "inspect.sample-big-keys",
  summary: "look for big keys",
  kind: "access",
  roles: ["engineer", "sre"],
  input: InspectInput,
  target: ({ deployment, instance }) => ({ deployment, shown: `big keys of ${instance}` }),
  async run(ctx, { deployment, instance }): Promise<AsyncIterable<BigKeySample>> {
    const connections = ctx.services.deployments.get(deployment);
    const source = await chooseSource(connections, instance);
    if (sampled.has(source.address)) throw alreadySampled(source.address);
    return sample({ ctx, deployment, connections, source });
  },
});

interface Sampling {
  ctx: OperationContext;
  deployment: string;
  connections: DeploymentConnections;
  source: BigKeySample["source"];
}

/** Whoever asks about the master is answered by a replica where there is one: it has the same keys, and time. */
async function chooseSource(connections: DeploymentConnections, instance: string): Promise<BigKeySample["source"]> {
  const handle = await connections.instance(instance);
  const role = parseRole(await handle.run("ROLE", (redis) => redis.role()));
  if (role?.role === "replica") return { address: handle.address, role: "replica" };
  const replica = await connections.replica(0);
  return replica === undefined
    ? { address: handle.address, role: "master" }
    : { address: replica.address, role: "replica" };
}

async function* sample({ ctx, deployment, connections, source }: Sampling): AsyncGenerator<BigKeySample> {
  const { services, signal } = ctx;
  const open = (db: number) => connections.instance(source.address, db);
  const nameOf = createKeyNamer(connections.config, (keyspace, key) =>
    services.seal.tag(`session ${deployment} ${keyspace}`, key).slice(0, 8),
  );
  const tell = (step: BigKeyStep, sizes?: readonly (number | null)[]): BigKeySample => ({
    at: services.now(),
    source,
    fraction: step.fraction,
    keys: step.keys,
    refused: step.refused,
    types: step.largest.types(),
    top: step.largest.top().map(({ db, key, type, memoryBytes }, at): BigKey => {
      return { db, ...nameOf(db, key), type, memoryBytes, size: sizes?.[at] ?? null };
    }),
    isDone: sizes !== undefined,
    why: step.why,
  });
  if (sampled.has(source.address)) throw alreadySampled(source.address);
  sampled.add(source.address);
  try {
    let toldAt = 0;
    let last: BigKeyStep | undefined;
    for await (const step of scanBigKeys({ open, signal })) {
      last = step;
      if (performance.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = performance.now();
      yield tell(step);
    }
    if (last !== undefined) yield tell(last, await sizesOf(last, open));
  } finally {
    sampled.delete(source.address);
  }
}

async function sizesOf({ largest }: BigKeyStep, open: (db: number) => Promise<RedisHandle>) {
  const top = largest.top();
  const sizes = top.map((): number | null => null);
  for (const db of new Set(top.map((key) => key.db))) {
    const places = [...top.entries()].filter(([, key]) => key.db === db);
    // Without them the rest is as good, so no refusal or silence of the instance spoils it.
    const found = await readSizes(
      await open(db),
      places.map(([, key]) => key),
    ).catch(nothingUnlessFault);
    for (const [nth, [at]] of places.entries()) sizes[at] = found[nth] ?? null;
  }
  return sizes;
}

function nothingUnlessFault(thrown: unknown): null[] {
  if (!isDomainError(thrown)) throw thrown;
  return [];
}

function alreadySampled(where: string): DomainError {
  return new DomainError("TOO_MANY_REQUESTS", `Somebody is already looking for big keys on ${where}.`, {
    where,
    advice: "Wait until that sample has ended; it takes a minute at most.",
  });
}
