import { plainText } from "#lib/plain-text.ts";
import { checkRateLimit } from "./check-rate-limit.ts";
import { findSharedKey } from "./key-overlap.ts";
import { compileKeyTemplate, type KeyTemplate } from "./key-template.ts";
import type { Keyspace } from "./keyspace-schema.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";

interface Located {
  readonly keyspace: Keyspace;
  readonly path: ConfigPath;
  readonly match: KeyTemplate | undefined;
  readonly exclude: readonly KeyTemplate[];
}

/** Templates that cannot be read, names given twice, samples that do not match, and keyspaces that share keys. */
export function checkKeyspaces(keyspaces: readonly { keyspace: Keyspace; path: ConfigPath }[]): ProblemAt[] {
  const problems: ProblemAt[] = [];
  const compile = (source: string, path: ConfigPath) => compileOrReport(source, path, problems);
  const located: Located[] = keyspaces.map(({ keyspace, path }) => ({
    keyspace,
    path,
    match: compile(keyspace.match, [...path, "match"]),
    exclude: keyspace.exclude.flatMap((source, index) => compile(source, [...path, "exclude", index]) ?? []),
  }));
  for (const one of located) {
    problems.push(...checkSamples(one), ...checkCompanions(one, compile), ...checkPersonal(one, compile));
    if (one.keyspace.kind === "rate-limit") problems.push(...checkRateLimit(one.keyspace, one.path, one.match));
  }
  return [...problems, ...checkNames(located), ...checkOverlaps(located)];
}

function compileOrReport(source: string, path: ConfigPath, problems: ProblemAt[]): KeyTemplate | undefined {
  try {
    return compileKeyTemplate(source);
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    problems.push({ path, wrong: "is not a key template", right: thrown.message });
    return undefined;
  }
}

function checkSamples({ keyspace, path, match, exclude }: Located): ProblemAt[] {
  if (match === undefined) return [];
  return (keyspace.sample ?? []).flatMap((key, index) => {
    const bytes = Buffer.from(key);
    const isExcluded = exclude.some((template) => template.matches(bytes) !== undefined);
    if (match.matches(bytes) !== undefined && !isExcluded) return [];
    const wrong = isExcluded ? "the sample key is excluded" : "the sample key does not have the form of match";
    return [{ path: [...path, "sample", index], wrong, right: `correct the sample, or match (${match.source})` }];
  });
}

function checkCompanions(
  { keyspace, path, match }: Located,
  compile: (source: string, path: ConfigPath) => KeyTemplate | undefined,
): ProblemAt[] {
  const known = new Set([...(match?.names ?? []), ...extraParts(keyspace)]);
  return companionsOf(keyspace, path).flatMap(([source, at]) => {
    const template = compile(source, at);
    const unknown = template?.names.find((name) => !known.has(name));
    if (unknown === undefined || match === undefined) return [];
    const right = `use parts of match: ${[...known].join(", ")}`;
    return [{ path: at, wrong: `nothing says what {${unknown}} is`, right }];
  });
}

const WHO = ["user", "email", "ip"];

function checkPersonal(
  { keyspace, path, match }: Located,
  compile: (source: string, path: ConfigPath) => KeyTemplate | undefined,
): ProblemAt[] {
  if (keyspace.kind !== "cache") return [];
  return keyspace.personal.flatMap((source, index) => {
    const at = [...path, "personal", index];
    const template = compile(source, at);
    if (template === undefined || match === undefined) return [];
    if (!template.names.some((name) => WHO.includes(name))) {
      return [{ path: at, wrong: "it does not say whose key it is", right: "write {user}, {email} or {ip} in it" }];
    }
    if (findSharedKey(match.source, source, []) !== undefined) return [];
    return [{ path: at, wrong: "no key of this form is one of the cache", right: `narrow it to ${match.source}` }];
  });
}

/** What is known of a key besides its own parts. */
function extraParts(keyspace: Keyspace): string[] {
  if (keyspace.kind === "session") return ["user"];
  return keyspace.kind === "rate-limit" && keyspace.bucket !== undefined ? [keyspace.bucket.part] : [];
}

function companionsOf(keyspace: Keyspace, path: ConfigPath): [source: string, at: ConfigPath][] {
  const list = (sources: readonly string[], ...at: PropertyKey[]): [string, ConfigPath][] =>
    sources.map((source, index) => [source, [...path, ...at, index]]);
  if (keyspace.kind === "session") {
    const { also, pointers } = keyspace.revoke;
    return [...list(also, "revoke", "also"), ...list(pointers, "revoke", "pointers")];
  }
  if (keyspace.kind !== "rate-limit") return [];
  const single = (["timeKey", "blockKey", "resetKey"] as const).flatMap((field): [string, ConfigPath][] => {
    const source = keyspace[field];
    return source === undefined ? [] : [[source, [...path, field]]];
  });
  return [...list(keyspace.companions, "companions"), ...single];
}

function checkNames(located: readonly Located[]): ProblemAt[] {
  const seen = new Set<string>();
  return located.flatMap(({ keyspace: { name }, path }) => {
    const isTaken = seen.has(name);
    seen.add(name);
    if (!isTaken) return [];
    return [{ path: [...path, "name"], wrong: `another keyspace is named ${name}`, right: "give each another name" }];
  });
}

/** Channels are no keys: they belong to the instance and are compared among themselves. */
function checkOverlaps(located: readonly Located[]): ProblemAt[] {
  return located.flatMap((right, index) =>
    located.slice(0, index).flatMap((left) => {
      const areChannels = [left, right].map(({ keyspace }) => keyspace.kind === "channel");
      if (areChannels[0] !== areChannels[1] || left.match === undefined || right.match === undefined) return [];
      if (!areChannels[0] && left.keyspace.db !== right.keyspace.db) return [];
      const excluded = [...left.exclude, ...right.exclude].map(({ source }) => source);
      const shared = findSharedKey(left.match.source, right.match.source, excluded);
      return shared === undefined ? [] : [overlap(left, right, shared)];
    }),
  );
}

function overlap(left: Located, right: Located, shared: Buffer | "unknown"): ProblemAt {
  const example = shared === "unknown" ? "" : `, such as ${plainText(shared.toString("latin1"), 80)}`;
  return {
    path: [...right.path, "match"],
    wrong: `the keyspaces ${left.keyspace.name} and ${right.keyspace.name} both match keys${example}`,
    right: "narrow one of them, or list the other's form under its exclude",
  };
}
