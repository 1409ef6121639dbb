import { defineOperation } from "#lib/operation.ts";
import { plainText } from "#lib/plain-text.ts";
import { parseSlowlog, type SlowCommand } from "#lib/redis/parse-slowlog.ts";
import type { Role } from "#lib/roles.ts";
import { guardedKeys } from "./guarded-keys.ts";
import { InspectInput } from "./inspect-input.ts";
import { countArguments, maskArguments, sizeOfArgument } from "./mask-arguments.ts";
import { openInstance } from "./open-instance.ts";
import type { SlowEntry, Slowlog } from "./schema.ts";

const MOST_ENTRIES = 128;
const LONGEST_NAME = 100;
const SEE_ARGUMENTS: readonly Role[] = ["sre"];

/** The slow log of one instance. Who may not see arguments learns how many and how large they were. */
export const readSlowlog = defineOperation({
  name: "inspect.slowlog",
  summary: "read the slow log of an instance",
  kind: "access",
  roles: ["engineer", "sre"],
  input: InspectInput,
  target: ({ deployment, instance }) => ({ deployment, shown: `slow log of ${instance}` }),
  count: ({ entries }: Slowlog) => entries.length,
  async run({ services, actor }, input): Promise<Slowlog> {
    const opened = await openInstance(services, input);
    const [reply, kept] = await Promise.all([
      opened.ask("SLOWLOG GET", "+slowlog|get", (redis) => redis.callBuffer("SLOWLOG", "GET", MOST_ENTRIES)),
      opened.askPart("SLOWLOG LEN", "+slowlog|len", async (redis) => Number(await redis.call("SLOWLOG", "LEN"))),
    ]);
    const showsArguments = SEE_ARGUMENTS.includes(actor.role);
    const keys = guardedKeys(opened.config);
    const fingerprint = (keyspace: string, key: Buffer) =>
      services.seal.tag(`session ${input.deployment} ${keyspace}`, key).slice(0, 8);
    const entries = parseSlowlog(reply)
      .slice(0, MOST_ENTRIES)
      .map((slow) => toEntry(slow, showsArguments ? maskArguments(slow, { keys, fingerprint }) : null));
    return { at: services.now(), entries, kept, showsArguments };
  },
});

function toEntry(slow: SlowCommand, shownArguments: SlowEntry["shownArguments"]): SlowEntry {
  const { id, at, durationMicroseconds, command, args, clientAddress, clientName } = slow;
  return {
    id,
    at,
    durationMs: durationMicroseconds / 1000,
    command: command ?? null,
    argumentCount: countArguments(args),
    argumentBytes: args.reduce((sum, arg) => sum + sizeOfArgument(arg), 0),
    shownArguments,
    client: clientAddress === undefined ? null : plainText(clientAddress, LONGEST_NAME),
    clientName: clientName === undefined ? null : plainText(clientName, LONGEST_NAME),
  };
}
