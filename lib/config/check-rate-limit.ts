import type { KeyTemplate } from "./key-template.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";
import type { RateLimitKeyspace } from "./rate-limit-keyspace-schema.ts";

type Numbers = "limit" | "windowMs" | "rate" | "burst" | "bucket" | "timeKey";

/** Without these a limiter's keys cannot be understood. */
const NEEDS: Partial<Record<RateLimitKeyspace["algorithm"], readonly Numbers[]>> = {
  "aligned-counter": ["windowMs", "bucket"],
  "sliding-two-buckets": ["limit", "windowMs", "bucket"],
  "sorted-set-log": ["windowMs"],
  "list-log": ["windowMs"],
  "token-hash": ["rate", "windowMs", "burst"],
  "token-two-keys": ["rate", "windowMs", "burst", "timeKey"],
  gcra: ["rate", "windowMs", "burst"],
};

/** What a limiter's fields say about each other and about its keys. */
export function checkRateLimit(
  keyspace: RateLimitKeyspace,
  path: ConfigPath,
  match: KeyTemplate | undefined,
): ProblemAt[] {
  return [...missingNumbers(keyspace, path), ...(match === undefined ? [] : unknownParts(keyspace, path, match))];
}

function missingNumbers(keyspace: RateLimitKeyspace, path: ConfigPath): ProblemAt[] {
  const { algorithm } = keyspace;
  return (NEEDS[algorithm] ?? []).flatMap((field) => {
    const isGiven = keyspace[field] !== undefined || (field === "burst" && keyspace.limit !== undefined);
    if (isGiven) return [];
    return [{ path: [...path, field], wrong: "is missing", right: `${algorithm} cannot be read without it` }];
  });
}

function unknownParts(keyspace: RateLimitKeyspace, path: ConfigPath, match: KeyTemplate): ProblemAt[] {
  const { limit, windowMs, bucket, subject } = keyspace;
  const isHashed = typeof subject === "object";
  const wanted: [field: string, part: string | undefined][] = [
    ["limit", typeof limit === "object" ? limit.fromKey : undefined],
    ["windowMs", typeof windowMs === "object" ? windowMs.fromKey : undefined],
    ["windowMs", typeof windowMs === "object" ? windowMs.times : undefined],
    // Of a ban, say, only the companions carry the window.
    ["bucket", ["aligned-counter", "sliding-two-buckets"].includes(keyspace.algorithm) ? bucket?.part : undefined],
    ["subject", isHashed ? subject.part : undefined],
  ];
  const parts = wanted.flatMap(([field, part]) => {
    if (part === undefined || match.names.includes(part)) return [];
    const right = `match has the parts ${match.names.join(", ") || "none"}`;
    return [{ path: [...path, field], wrong: `match has no part {${part}}`, right }];
  });
  return isHashed ? [...parts, ...unknownNames(subject, path, match)] : parts;
}

/** Every name that is hashed, and every other part of the key, must come from somewhere. */
function unknownNames(
  subject: Exclude<RateLimitKeyspace["subject"], string | undefined>,
  path: ConfigPath,
  match: KeyTemplate,
): ProblemAt[] {
  const given = new Set([...subject.ask, ...Object.keys(subject.known), "window"]);
  const hashed = [...subject.template.matchAll(/\{([A-Za-z][A-Za-z0-9]*)\}/g)].map(([, name = ""]) => name);
  const needed = [...hashed, ...match.names.filter((name) => name !== subject.part)];
  return [...new Set(needed)]
    .filter((name) => !given.has(name))
    .map((name) => ({
      path: [...path, "subject"],
      wrong: `nothing says what {${name}} is`,
      right: "name it under ask, or give its values under known",
    }));
}
