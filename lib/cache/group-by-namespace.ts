import type { Namespace } from "./schema.ts";
import { showKey } from "./show-bytes.ts";

const MOST_NAMESPACES = 60;
/** A name of more parts is a path that somebody asked for, a key of separators alone at the worst. */
const DEEPEST = 16;
const SEPARATORS = [":", "/", "|", "."].map((character) => character.charCodeAt(0));
/** A part after the first separator that varies this much is an id, not a name. */
const NAMES_AT_MOST = 30;

export interface SampledKey {
  readonly key: Buffer;
  /** null where it was not asked for. */
  readonly memoryBytes: number | null;
  readonly isForever: boolean | null;
}

interface Group {
  readonly prefix: Buffer;
  readonly keys: SampledKey[];
}

/** Groups keys by the longest beginning that is a name rather than an id; `share` is the part of all keys that was seen. */
export function groupByNamespace(keyspace: string, sampled: readonly SampledKey[], share: number): Namespace[] {
  const groups = split({ prefix: Buffer.alloc(0), keys: [...sampled] }, 0);
  return groups
    .map((group) => toNamespace(keyspace, group, share))
    .sort((one, other) => other.estimatedBytes - one.estimatedBytes)
    .slice(0, MOST_NAMESPACES);
}

function split(group: Group, depth: number): Group[] {
  if (depth >= DEEPEST) return [group];
  const parts = new Map<string, Group>();
  const rest: SampledKey[] = [];
  for (const sampled of group.keys) {
    const end = nextEnd(sampled.key, group.prefix.length);
    if (end === undefined) {
      rest.push(sampled);
      continue;
    }
    const prefix = sampled.key.subarray(0, end);
    const name = prefix.toString("latin1");
    const part = parts.get(name) ?? { prefix, keys: [] };
    part.keys.push(sampled);
    parts.set(name, part);
  }
  if (parts.size === 0 || parts.size > NAMES_AT_MOST) return [group];
  const own = rest.length === 0 ? [] : [{ prefix: group.prefix, keys: rest }];
  return [...own, ...[...parts.values()].flatMap((part) => split(part, depth + 1))];
}

function nextEnd(key: Buffer, from: number): number | undefined {
  for (let index = from; index < key.length - 1; index += 1) {
    if (SEPARATORS.includes(key[index] ?? -1)) return index + 1;
  }
  return undefined;
}

function toNamespace(keyspace: string, { prefix, keys }: Group, share: number): Namespace {
  const measured = keys.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  const typical = measured.length === 0 ? 0 : measured.reduce((sum, bytes) => sum + bytes, 0) / measured.length;
  const known = keys.filter(({ isForever }) => isForever !== null);
  const forever = known.filter(({ isForever }) => isForever).length;
  const estimatedKeys = Math.round(keys.length / share);
  return {
    keyspace,
    prefix: showKey(prefix),
    pattern: toPattern(prefix),
    keysInSample: keys.length,
    estimatedKeys,
    estimatedBytes: Math.round(typical * estimatedKeys),
    withoutExpiry: known.length === 0 ? 0 : Math.round((forever / known.length) * estimatedKeys),
  };
}

/** Only where the text is the bytes, for a pattern travels as text. */
function toPattern(prefix: Buffer): string | null {
  const text = prefix.toString("utf8");
  if (!Buffer.from(text).equals(prefix)) return null;
  return `${text.replaceAll(/[*?[\]\\]/g, "\\$&")}*`;
}
