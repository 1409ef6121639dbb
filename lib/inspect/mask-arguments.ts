import { showKey } from "#lib/cache/show-bytes.ts";
import type { SlowCommand } from "#lib/redis/parse-slowlog.ts";
import type { GuardedKeys } from "./guarded-keys.ts";
import { looksSecret } from "./looks-secret.ts";
import type { SlowEntry } from "./schema.ts";
import { isSecretWord } from "./secret-words.ts";

type ShownArgument = NonNullable<SlowEntry["shownArguments"]>[number];

const MOST_ARGUMENTS = 32;
const LONGEST = 120;
/** The last of a long list, in Redis' own words. */
const REST = /^\.\.\. \(\d{1,12} more arguments\)$/;

interface Masking {
  keys: GuardedKeys;
  /** A key that may not be shown, as people may know it. */
  fingerprint(keyspace: string, key: Buffer): string;
}

/** Arguments for who may see them: no secret, no session's key, and nothing that was written to a session. */
export function maskArguments({ command, args }: SlowCommand, { keys, fingerprint }: Masking): ShownArgument[] {
  const words = args.map((arg) => arg.toString("latin1"));
  let isOfGuardedKey = false;
  return args.slice(0, MOST_ARGUMENTS).map((arg, at): ShownArgument => {
    if (REST.test(words[at] ?? "")) return { text: words[at] ?? "", isMasked: false };
    if (command === undefined || isSecretWord(command, words, at)) return hidden(arg);
    const owner = keys.ownerOf(arg);
    if (owner !== undefined) {
      isOfGuardedKey = true;
      return { text: `${owner.label} ${fingerprint(owner.name, arg)}`, isMasked: true };
    }
    if (isOfGuardedKey || keys.isMentioned(arg)) return hidden(arg);
    if (!keys.isOpen(arg) && looksSecret(arg)) return hidden(arg);
    return { text: showKey(arg, LONGEST), isMasked: false };
  });
}

function hidden(arg: Buffer): ShownArgument {
  return { text: `${sizeOfArgument(arg)} B`, isMasked: true };
}

/** Redis cuts a long argument and says by how much. */
export function sizeOfArgument(arg: Buffer): number {
  const cut = /\.\.\. \((\d{1,12}) more bytes\)$/.exec(arg.subarray(-40).toString("latin1"));
  return cut === null ? arg.length : arg.length - cut[0].length + Number(cut[1]);
}

/** Redis keeps 32 words of a command; the last then says how many more there were. */
export function countArguments(args: readonly Buffer[]): number {
  const last = args.at(-1)?.toString("latin1") ?? "";
  const more = REST.test(last) ? /\d+/.exec(last)?.[0] : undefined;
  return more === undefined ? args.length : args.length - 1 + Number(more);
}
