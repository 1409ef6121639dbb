import { DomainError, isDomainError } from "#lib/errors.ts";
import { joinAddress } from "./address.ts";
import { assertAllowedAddress } from "./allowed-address.ts";
import { before, type OpenClient } from "./open-client.ts";

const ONE_SENTINEL_MS = 900;

interface Question {
  masterName: string;
  sentinels: readonly string[];
  allowed: readonly string[] | undefined;
  client: (address: string) => Promise<OpenClient>;
}

/** Asks all Sentinels at once and takes what most of those say that answer; one that hangs holds nobody up for long. */
export async function findMaster({ masterName, sentinels, allowed, client }: Question): Promise<string> {
  const answers = await Promise.allSettled(
    sentinels.map(async (sentinel) => {
      const asked = (async () =>
        (await client(sentinel)).redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", masterName))();
      return addressOf(await before(ONE_SENTINEL_MS, sentinel, asked));
    }),
  );
  const votes = new Map<string, number>();
  for (const answer of answers) {
    if (answer.status === "fulfilled" && answer.value !== undefined)
      votes.set(answer.value, (votes.get(answer.value) ?? 0) + 1);
  }
  const [elected] = [...votes].sort(([, a], [, b]) => b - a)[0] ?? [];
  if (elected !== undefined) {
    assertAllowedAddress(elected, allowed);
    return elected;
  }
  const isUnknown = answers.some((answer) => answer.status === "fulfilled");
  const failure = answers.find((answer) => answer.status === "rejected")?.reason;
  throw isUnknown
    ? new DomainError("REDIS_UNREACHABLE", `No Sentinel knows a master of the name ${masterName}.`, {
        where: sentinels.join(", "),
        advice: "Check masterName in the configuration.",
      })
    : new DomainError("REDIS_UNREACHABLE", "None of the Sentinels answers.", {
        where: sentinels.join(", "),
        advice: isDomainError(failure) ? `${failure.message} ${failure.advice}` : "Check that the Sentinels run.",
      });
}

function addressOf(reply: unknown): string | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [host, port] = reply;
  return typeof host === "string" && /^\d{1,5}$/.test(String(port)) ? joinAddress(host, String(port)) : undefined;
}
