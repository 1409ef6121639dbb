import type { Redis } from "ioredis";
import { defineOperation } from "#lib/operation.ts";
import { type CommandStats, parseCommandStats } from "#lib/redis/parse-command-stats.ts";
import { parseLatencyHistory, parseLatencyLatest } from "#lib/redis/parse-latency.ts";
import { ROLES } from "#lib/roles.ts";
import { InspectInput } from "./inspect-input.ts";
import { openInstance } from "./open-instance.ts";
import type { Latency } from "./schema.ts";
import { wordsOf } from "./words-of.ts";

/** Redis has about twenty kinds of events. */
const MOST_EVENTS = 30;
const MOST_SPIKES = 160;
const MOST_COMMANDS = 20;

/** Where the time of one instance goes: spikes it remembers, its own words about them, and its commands. */
export const readLatency = defineOperation({
  name: "inspect.latency",
  summary: "see the latency of an instance",
  kind: "read",
  roles: ROLES,
  input: InspectInput,
  async run({ services }, input): Promise<Latency> {
    const { askPart } = await openInstance(services, input);
    const [events, doctor, commands] = await Promise.all([
      askPart("LATENCY LATEST", "+latency|latest +latency|history", readEvents),
      askPart("LATENCY DOCTOR", "+latency|doctor", async (redis) => wordsOf(await redis.call("LATENCY", "DOCTOR"))),
      askPart("INFO commandstats", "+info", readCommands),
    ]);
    // CONFIG GET would say it too, but the console's users have no right to it.
    const isMonitored = doctor.ok ? !/monitoring is disabled/i.test(doctor.data.join(" ")) : null;
    return { at: services.now(), isMonitored, events, doctor, commands };
  },
});

async function readEvents(redis: Redis) {
  const events = parseLatencyLatest(await redis.call("LATENCY", "LATEST")).slice(0, MOST_EVENTS);
  return Promise.all(
    events.map(async (event) => {
      const history = parseLatencyHistory(await redis.call("LATENCY", "HISTORY", event.name));
      return { ...event, spikes: history.slice(-MOST_SPIKES) };
    }),
  );
}

async function readCommands(redis: Redis) {
  const asked = redis.call("INFO", "commandstats", "latencystats").catch((thrown: unknown) => {
    // Before 7.0 INFO took one section only, and there was no latencystats.
    if (thrown instanceof Error && /syntax error/i.test(thrown.message)) return redis.info("commandstats");
    throw thrown;
  });
  return parseCommandStats(await asked)
    .sort((one, other) => other.totalMicroseconds - one.totalMicroseconds)
    .slice(0, MOST_COMMANDS)
    .map(toCommand);
}

function toCommand({ command, calls, totalMicroseconds, failed, percentiles }: CommandStats) {
  return {
    command,
    calls,
    totalMs: totalMicroseconds / 1000,
    averageMs: calls === 0 ? 0 : totalMicroseconds / 1000 / calls,
    failed: failed ?? null,
    p50Ms: inMs(percentiles?.p50),
    p99Ms: inMs(percentiles?.p99),
    p999Ms: inMs(percentiles?.p999),
  };
}

function inMs(microseconds: number | undefined): number | null {
  return microseconds === undefined ? null : microseconds / 1000;
}
