import { compileKeyTemplate, type KeyTemplate } from "#lib/config/key-template.ts";
import { isDomainError } from "#lib/errors.ts";
import { startKeyScan } from "#lib/keys/scan-keys.ts";
import type { DeploymentConnections, RedisHandle } from "#lib/redis/deployment-connections.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledCache, caches } from "./cache-keyspace.ts";
import { describeKeys } from "./describe-keys.ts";
import type { CacheKey } from "./schema.ts";

const KEYS_A_CALL = 1_000;
const MOST_FOUND = 200;

/** What is known of a person; several addresses, say, where several sessions were found. */
export type Person = Readonly<Record<"user" | "email" | "ip", readonly string[]>>;

interface PersonalKeys {
  keyspace: string;
  label: string;
  keys: CacheKey[];
}

export interface PersonalEntries {
  readonly caches: PersonalKeys[];
  /** Whether everything that the configured templates can find was found. */
  readonly isComplete: boolean;
  /** How many templates the configuration has: without any, nothing can be found. */
  readonly templates: number;
}

/** One person's cached entries, by the forms of keys that the configuration names; read from a replica where there is one. */
export async function findPersonalKeys(
  connections: DeploymentConnections,
  person: Person,
  signal: AbortSignal,
): Promise<PersonalEntries> {
  const found: PersonalKeys[] = [];
  let isComplete = true;
  let templates = 0;
  for (const cache of caches(connections.config)) {
    const own = cache.config.personal.map(compileKeyTemplate);
    templates += own.length;
    if (own.length === 0) continue;
    const { handle } = await readingSource(connections, cache.config.db, "replica");
    const keys = new Map<string, Buffer>();
    for (const template of own)
      isComplete = (await collect(handle, cache, template, person, keys, signal)) && isComplete;
    if (keys.size > MOST_FOUND) isComplete = false;
    const described = await describeKeys(handle, [...keys.values()].slice(0, MOST_FOUND));
    if (described.length > 0) found.push({ keyspace: cache.config.name, label: cache.config.label, keys: described });
  }
  return { caches: found, isComplete, templates };
}

/** false when it was stopped before it had looked at everything. */
async function collect(
  handle: RedisHandle,
  cache: CompiledCache,
  template: KeyTemplate,
  person: Person,
  keys: Map<string, Buffer>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const known of partsOf(template, person)) {
    if (Object.keys(known).length === template.names.length) {
      const key = buildKey(template, known);
      if (key !== undefined && cache.owns(key)) keys.set(key.toString("latin1"), key);
      continue;
    }
    // What varies besides is searched for: the glob finds, the template decides, byte for byte.
    const isTheirs = (key: Buffer) => cache.owns(key) && fits(template.matches(key), known);
    const scan = await startKeyScan(handle, { glob: template.globFor(known), owns: isTheirs });
    while (!scan.isDone) {
      if (signal.aborted || keys.size >= MOST_FOUND) return false;
      for (const key of (await scan.next(KEYS_A_CALL)).keys) keys.set(key.toString("latin1"), key);
    }
  }
  return true;
}

/** Each way to fill in what is known; none where the template needs something that is not. */
function partsOf(template: KeyTemplate, person: Person): Record<string, string>[] {
  const names = (["user", "email", "ip"] as const).filter((name) => template.names.includes(name));
  return names.reduce<Record<string, string>[]>(
    (ways, name) => ways.flatMap((way) => person[name].map((text) => ({ ...way, [name]: text }))),
    names.length === 0 ? [] : [{}],
  );
}

function fits(parts: Record<string, Buffer> | undefined, known: Record<string, string>): boolean {
  return (
    parts !== undefined &&
    Object.entries(known).every(([name, text]) => parts[name]?.equals(Buffer.from(text)) === true)
  );
}

/** undefined: the text cannot be a part of such a key. */
function buildKey(template: KeyTemplate, known: Record<string, string>): Buffer | undefined {
  try {
    return template.build(known);
  } catch (thrown) {
    if (isDomainError(thrown)) return undefined;
    throw thrown;
  }
}
