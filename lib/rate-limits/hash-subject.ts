import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { HashedSubject } from "#lib/config/rate-limit-keyspace-schema.ts";
import { keyBuilder } from "./key-builder.ts";
import type { CompiledLimiter } from "./limit-keyspace.ts";

const MOST_KEYS = 200;

export interface HashedKey {
  readonly key: Buffer;
  /** What it was made of, for people. */
  readonly subject: string;
  /** When its window ends, where that is part of what is hashed. */
  readonly resetsAtMs?: number;
}

/** The keys that a hashing limiter would use: one for each combination of the values known besides. */
export function hashedKeys(
  limiter: CompiledLimiter,
  subject: HashedSubject,
  given: Readonly<Record<string, string>>,
  nowMs: number,
): HashedKey[] {
  const build = keyBuilder(limiter.template);
  return combinations(subject, given).flatMap((fields) => {
    const endsAt = windowEnd(limiter, subject, fields, nowMs);
    const all = { ...fields, ...(endsAt === undefined ? {} : { window: String(endsAt) }) };
    const text = subject.template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, name: string) => fieldOf(all, name));
    const key = build({ ...all, [subject.part]: createHash(subject.hash).update(text).digest("hex") });
    if (key === undefined || !limiter.owns(key)) return [];
    const shown = Object.values(fields)
      .filter((value) => value !== "")
      .join(" · ");
    return [{ key, subject: shown, ...(endsAt === undefined ? {} : { resetsAtMs: endsAt * 1_000 }) }];
  });
}

/** The one field that is left to ask for, where a plain search can answer it. */
export function onlyField({ ask, known }: HashedSubject): string | undefined {
  const [only, ...others] = ask.filter((name) => !Object.hasOwn(known, name));
  return others.length === 0 ? only : undefined;
}

function combinations(
  { ask, known }: HashedSubject,
  given: Readonly<Record<string, string>>,
): Record<string, string>[] {
  const names = [...new Set([...ask, ...Object.keys(known)])];
  return names.reduce<Record<string, string>[]>(
    (made, name) => {
      const values = Object.hasOwn(given, name) ? [fieldOf(given, name)] : (known[name] ?? [""]);
      return made.flatMap((fields) => values.map((value) => ({ ...fields, [name]: value }))).slice(0, MOST_KEYS);
    },
    [{}],
  );
}

/** Unix seconds; each value's windows end at an offset of their own, so that not all end at once. */
function windowEnd(
  { config }: CompiledLimiter,
  subject: HashedSubject,
  fields: Readonly<Record<string, string>>,
  nowMs: number,
): number | undefined {
  const { stagger } = subject;
  const period = typeof config.windowMs === "number" ? Math.round(config.windowMs / 1_000) : undefined;
  if (stagger === undefined || period === undefined) return undefined;
  const now = Math.floor(nowMs / 1_000);
  if (period <= 1) return now;
  const end = now - (now % period) + (crc32(fieldOf(fields, stagger)) % period);
  return end < now ? end + period : end;
}

function fieldOf(fields: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(fields, name) ? (fields[name] ?? "") : "";
}
