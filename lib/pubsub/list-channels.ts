import { isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { listInstances, type NamedInstance } from "#lib/redis/list-instances.ts";
import { type GuardedNames, guardedNames } from "./guarded-names.ts";
import { mergeChannels } from "./merge-channels.ts";
import { type InstanceReading, readInstance } from "./read-instance.ts";
import { ListChannelsInput, type PubsubChannels, type PubsubInstance } from "./schema.ts";
import { toPubsubClient } from "./to-pubsub-client.ts";

const SHOWN = 1_000;
/** However many people look, the instances are asked no more often. */
const SHARED_FOR_MS = 1_000;

/** Who listens to what, by instance. */
export const listChannels = defineOperation({
  name: "pubsub.channels",
  summary: "see Pub/Sub channels",
  kind: "read",
  roles: ["engineer", "sre"],
  input: ListChannelsInput,
  async run({ services }, { deployment, filter }): Promise<PubsubChannels> {
    const connections = services.deployments.get(deployment);
    const tag = (channel: Buffer) => services.seal.tag(`channel ${deployment}`, channel);
    return shared(`${deployment} ${filter}`, services.now, () => look(connections, filter, tag, services.now));
  },
});

const looks = new Map<string, { at: number; answer: Promise<PubsubChannels> }>();

function shared(key: string, now: () => number, ask: () => Promise<PubsubChannels>): Promise<PubsubChannels> {
  const known = looks.get(key);
  if (known !== undefined && now() - known.at < SHARED_FOR_MS) return known.answer;
  for (const [other, { at }] of looks) if (now() - at >= SHARED_FOR_MS) looks.delete(other);
  const look = { at: now(), answer: ask() };
  looks.set(key, look);
  return look.answer;
}

type Outcome = { reading: InstanceReading } | { instance: NamedInstance; failure: { message: string; advice: string } };

async function look(
  connections: DeploymentConnections,
  filter: string,
  tag: (channel: Buffer) => string,
  now: () => number,
): Promise<PubsubChannels> {
  const named = await listInstances(connections);
  const guarded = guardedNames(connections.config);
  const outcomes = await Promise.all(named.map((instance) => readOne(connections, instance, filter, guarded)));
  const readings = outcomes.flatMap((outcome) => ("reading" in outcome ? [outcome.reading] : []));
  const rows = mergeChannels(connections, readings, guarded, tag);
  const sum = (count: (reading: InstanceReading) => number) => readings.reduce((all, one) => all + count(one), 0);
  return {
    at: now(),
    instances: outcomes.map(toInstance),
    channels: rows.slice(0, SHOWN),
    total: Math.max(rows.length, ...readings.map(({ total }) => total)),
    needsFilter: readings.some(({ needsFilter }) => needsFilter),
    needsName: readings.some(({ needsName }) => needsName),
    clientTotal: sum(({ clientTotal }) => clientTotal),
    patternTotal: sum(({ patternTotal }) => patternTotal),
    clients: readings.flatMap(({ instance, clients }) =>
      clients.map((client) => toPubsubClient(client, instance.address, connections.config)),
    ),
  };
}

/** One instance that does not answer never blanks the page. */
async function readOne(
  connections: DeploymentConnections,
  instance: NamedInstance,
  filter: string,
  guarded: GuardedNames,
): Promise<Outcome> {
  try {
    return { reading: await readInstance(await connections.instance(instance.address), instance, filter, guarded) };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return { instance, failure: { message: thrown.message, advice: thrown.advice } };
  }
}

function toInstance(outcome: Outcome): PubsubInstance {
  if ("failure" in outcome) {
    return { ...outcome.instance, channels: 0, shardChannels: 0, patterns: 0, failure: outcome.failure };
  }
  const { instance, channels, shardChannels, patterns } = outcome.reading;
  return { ...instance, channels, shardChannels, patterns, failure: null };
}
