import { DomainError, isDomainError } from "#lib/errors.ts";
import { joinAddress } from "./address.ts";
import { addressNotAllowed, isAllowedAddress } from "./allowed-address.ts";
import type { OpenClient } from "./open-client.ts";
import { parseSentinelMaster } from "./parse-sentinel.ts";
import { runOn } from "./redis-handle.ts";

/** A Sentinel that hangs holds nobody up for longer. */
const ONE_SENTINEL_MS = 1_000;

interface Question {
  readonly masterName: string;
  readonly sentinels: readonly string[];
  readonly allowed: readonly string[] | undefined;
  readonly client: (sentinel: string) => Promise<OpenClient>;
}

/** Each failover has a higher epoch than the one before. */
interface Answer {
  readonly address: string;
  readonly epoch: number;
}

/** What the Sentinels say, the most named first, the latest failover first among equals. Ends as soon as most of all agree, or all have spoken or kept silent. */
export async function findMaster(question: Question): Promise<readonly string[]> {
  const { sentinels, masterName, allowed } = question;
  const votes = new Map<string, { count: number; epoch: number }>();
  const failures: unknown[] = [];
  const majority = Math.floor(sentinels.length / 2) + 1;
  let heard = 0;
  await new Promise<void>((done) => {
    const note = (answer: Answer | undefined) => {
      heard++;
      if (answer !== undefined) {
        const { count, epoch } = votes.get(answer.address) ?? { count: 0, epoch: 0 };
        votes.set(answer.address, { count: count + 1, epoch: Math.max(epoch, answer.epoch) });
      }
      if (heard === sentinels.length || [...votes.values()].some(({ count }) => count >= majority)) done();
    };
    for (const sentinel of sentinels) {
      askOne(sentinel, question).then(note, (thrown: unknown) => {
        failures.push(thrown);
        note(undefined);
      });
    }
  });
  const named = [...votes].sort(([, a], [, b]) => b.count - a.count || b.epoch - a.epoch).map(([address]) => address);
  const believed = named.filter((address) => isAllowedAddress(address, allowed));
  if (believed.length > 0) return believed;
  if (named[0] !== undefined) throw addressNotAllowed(named[0]);
  throw failures.length < sentinels.length ? unknownName(masterName, sentinels) : allSilent(sentinels, failures[0]);
}

async function askOne(sentinel: string, { client, masterName }: Question): Promise<Answer | undefined> {
  const open = await client(sentinel);
  return runOn(open, "SENTINEL GET-MASTER-ADDR-BY-NAME", (redis) => hear(redis, masterName), ONE_SENTINEL_MS);
}

async function hear(redis: OpenClient["redis"], masterName: string): Promise<Answer | undefined> {
  const [named, described] = await Promise.allSettled([
    redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", masterName),
    redis.call("SENTINEL", "MASTER", masterName),
  ]);
  if (named.status === "rejected") throw named.reason;
  const address = Array.isArray(named.value) ? joinAddress(named.value[0], named.value[1]) : undefined;
  // A user that may not ask for the epoch still learns the address.
  const epoch = described.status === "fulfilled" ? parseSentinelMaster(described.value)?.configEpoch : undefined;
  return address === undefined ? undefined : { address, epoch: epoch ?? 0 };
}

function unknownName(masterName: string, sentinels: readonly string[]): DomainError {
  return new DomainError("REDIS_UNREACHABLE", `The Sentinels know no master of the name ${masterName}.`, {
    where: sentinels.join(", "),
    advice: "Compare masterName in the configuration with the sentinel monitor line of sentinel.conf.",
  });
}

function allSilent(sentinels: readonly string[], failure: unknown): DomainError {
  const why = isDomainError(failure) ? ` ${failure.message} ${failure.advice}` : "";
  return new DomainError("REDIS_UNREACHABLE", "None of the Sentinels answers, and no master is known.", {
    where: sentinels.join(", "),
    advice: `Check that the Sentinels run.${why}`,
  });
}
