import { z } from "zod";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { defineJob, type JobRun } from "#lib/jobs/define-job.ts";
import type { RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readSizes } from "./measure-keys.ts";
import { createKeyNamer } from "./name-key.ts";
import { sampleSource } from "./sample-source.ts";
import { type BigKeyStep, scanBigKeys } from "./scan-big-keys.ts";
import type { BigKey, BigKeySample } from "./schema.ts";

const TELL_EVERY_MS = 500;
export const SAMPLE_PURPOSE = "big keys";

/** Instances that are being sampled: two samples at once would cost twice as much and say the same. */
const sampled = new Set<string>();

const BigKeysOrder = z.object({ instance: z.string() });

/**
 * The largest keys of an instance, from a bounded look at its keys. What it has found lies sealed in the checkpoint:
 * lists of jobs go to more people than may see keys.
 */
export const bigKeysJob = defineJob({
  name: "inspect.sample-big-keys",
  input: BigKeysOrder,
  count: ({ keys }: { keys: number }) => keys,
  async run(job) {
    const connections = job.services.deployments.get(job.deployment);
    const source = await sampleSource(connections, job.input.instance);
    if (sampled.has(source.address)) throw alreadySampled(source.address);
    sampled.add(source.address);
    try {
      return await sample(job, source);
    } finally {
      sampled.delete(source.address);
    }
  },
});

async function sample(job: JobRun<unknown>, source: BigKeySample["source"]): Promise<{ keys: number }> {
  const connections = job.services.deployments.get(job.deployment);
  const open = (db: number) => connections.instance(source.address, db);
  const tell = teller(job, source);
  let toldAt = 0;
  let last: BigKeyStep | undefined;
  for await (const step of scanBigKeys({ open, signal: job.signal })) {
    last = step;
    if (performance.now() - toldAt < TELL_EVERY_MS) continue;
    toldAt = performance.now();
    tell(step);
  }
  if (last !== undefined) tell(last, await sizesOf(last, open));
  return { keys: last?.keys ?? 0 };
}

function teller({ deployment, services, report }: JobRun<unknown>, source: BigKeySample["source"]) {
  const { config } = services.deployments.get(deployment);
  const nameOf = createKeyNamer(config, (keyspace, key) =>
    services.seal.tag(`session ${deployment} ${keyspace}`, key).slice(0, 8),
  );
  return (step: BigKeyStep, sizes?: readonly (number | null)[]) => {
    const { fraction, keys, refused, largest, why } = step;
    const told: BigKeySample = {
      at: services.now(),
      source,
      fraction,
      keys,
      refused,
      types: largest.types(),
      top: largest.top().map(({ db, key, type, memoryBytes }, at): BigKey => {
        return { db, ...nameOf(db, key), type, memoryBytes, size: sizes?.[at] ?? null };
      }),
      isDone: sizes !== undefined,
      why,
    };
    const checkpoint = services.seal.seal(SAMPLE_PURPOSE, Buffer.from(JSON.stringify(told)));
    report({ fraction, counts: { keys }, checkpoint });
  };
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
