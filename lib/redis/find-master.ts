import { DomainError, isDomainError } from "#lib/errors.ts";
import { joinAddress } from "./address.ts";
import { addressNotAllowed, isAllowedAddress } from "./allowed-address.ts";
import type { OpenClient } from "./open-client.ts";
import { runOn } from "./redis-handle.ts";

/** A Sentinel that hangs holds nobody up for longer. */
const ONE_SENTINEL_MS = 1_000;

interface Question {
  readonly masterName: string;
  readonly sentinels: readonly string[];
  readonly allowed: readonly string[] | undefined;
  readonly client: (sentinel: string) => Promise<OpenClient>;
}

/** What the Sentinels say, the most named first. Ends as soon as most of all agree, or all have spoken or kept silent. */
export async function findMaster(question: Question): Promise<readonly string[]> {
  const { sentinels, masterName, allowed } = question;
  const votes = new Map<string, number>();
  const failures: unknown[] = [];
  const majority = Math.floor(sentinels.length / 2) + 1;
  let heard = 0;
  await new Promise<void>((done) => {
    const note = (address: string | undefined) => {
      heard++;
      if (address !== undefined) votes.set(address, (votes.get(address) ?? 0) + 1);
      if (heard === sentinels.length || Math.max(0, ...votes.values()) >= majority) done();
    };
    for (const sentinel of sentinels) {
      askOne(sentinel, question).then(note, (thrown: unknown) => {
        failures.push(thrown);
        note(undefined);
      });
    }
  });
  const named = [...votes].sort(([, a], [, b]) => b - a).map(([address]) => address);
  const believed = named.filter((address) => isAllowedAddress(address, allowed));
  if (believed.length > 0) return believed;
  if (named[0] !== undefined) throw addressNotAllowed(named[0]);
  throw failures.length < sentinels.length ? unknownName(masterName, sentinels) : allSilent(sentinels, failures[0]);
}

async function askOne(sentinel: string, { client, masterName }: Question): Promise<string | undefined> {
  const open = await client(sentinel);
  const reply = await runOn(
    open,
    "SENTINEL GET-MASTER-ADDR-BY-NAME",
    (redis) => redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", masterName),
    ONE_SENTINEL_MS,
  );
  return Array.isArray(reply) ? joinAddress(reply[0], reply[1]) : undefined;
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
