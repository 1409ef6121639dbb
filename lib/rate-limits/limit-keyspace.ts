import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate, type KeyTemplate } from "#lib/config/key-template.ts";
import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { hiddenParts } from "./hidden-parts.ts";
import { keyBuilder } from "./key-builder.ts";
import { numbersOf } from "./limiter-numbers.ts";
import { subjectNamer } from "./subject-namer.ts";
import { bucketAt } from "./window-bucket.ts";

type Beside = Partial<Record<"resetKey" | "blockKey" | "timeKey", Buffer>>;

/** A configured limiter, ready to be searched, read and reset. */
export interface CompiledLimiter {
  readonly config: RateLimitKeyspace;
  readonly template: KeyTemplate;
  /** Names of the parts that a subject may be; not the window, nor the numbers that are in the key. */
  readonly subjectParts: readonly string[];
  /** Server filters that together find every key from which `counterOf` knows a counter. */
  readonly globs: readonly Buffer[];
  owns(key: Buffer): boolean;
  /** The counter that a key is, or that a key beside it belongs to: a block may outlive what it was counted by. */
  counterOf(key: Buffer): Buffer | undefined;
  /** The counter's key in the window of the clock that is now, or `back` windows ago; undefined where keys name no window. */
  inBucket(key: Buffer, nowMs: number, back: number): Buffer | undefined;
  /** Keys that belong to the counter and are read with it. */
  beside(key: Buffer): Beside;
  /** Everything that must go for the subject to begin anew: the key, its windows, and its companions. */
  keysOf(key: Buffer, nowMs: number): Buffer[];
  subjectOf(key: Buffer): string;
  /** What to search for, for everything of the same subject; null where the key does not tell. */
  lookUpOf(key: Buffer): string | null;
}

export function limiters(deployment: Pick<DeploymentConfig, "keyspaces">): CompiledLimiter[] {
  return deployment.keyspaces
    .filter((keyspace) => keyspace.kind === "rate-limit")
    .map((config) => compileLimiter(config, deployment.keyspaces));
}

export function limiterNamed(deployment: Pick<DeploymentConfig, "keyspaces">, name: string): CompiledLimiter {
  const found = limiters(deployment).find(({ config }) => config.name === name);
  if (found !== undefined) return found;
  throw new DomainError("NOT_FOUND", `The deployment has no rate-limit keyspace ${name}.`, {
    advice: "The configuration names them; search again.",
  });
}

function compileLimiter(config: RateLimitKeyspace, all: DeploymentConfig["keyspaces"]): CompiledLimiter {
  const template = compileKeyTemplate(config.match);
  const excluded = config.exclude.map(compileKeyTemplate);
  const owns = (key: Buffer) =>
    template.matches(key) !== undefined && !excluded.some((other) => other.matches(key) !== undefined);
  const isForeign = foreignKeys(config, all);
  const besides = Object.entries({
    resetKey: config.resetKey,
    blockKey: config.blockKey,
    timeKey: config.timeKey,
  }).flatMap(([field, source]) => (source === undefined ? [] : [[field, compileKeyTemplate(source)] as const]));
  const companions = [...besides.map(([, one]) => one), ...config.companions.map(compileKeyTemplate)];
  // From these the counter's own key can be told.
  const telling = companions.filter(({ names }) => template.names.every((name) => names.includes(name)));
  const build = keyBuilder(template);
  const bucketsOf = (key: Buffer, nowMs: number): Record<string, Buffer>[] => {
    const parts = template.matches(key) ?? {};
    const { windowMs } = numbersOf(config, parts);
    if (config.bucket === undefined || windowMs === undefined) return [parts];
    const { part, counts } = config.bucket;
    const now = [0, 1].map((back) => ({ ...parts, [part]: Buffer.from(bucketAt(counts, windowMs, nowMs, back)) }));
    return parts[part] === undefined ? now : [parts, ...now];
  };
  return {
    config,
    template,
    subjectParts: template.names.filter((name) => !hiddenParts(config).includes(name)),
    globs: [template, ...telling].map(({ glob }) => Buffer.from(glob)),
    owns,
    counterOf(key) {
      if (owns(key)) return key;
      const parts = telling.map((one) => one.matches(key)).find((found) => found !== undefined);
      const counter = parts === undefined ? undefined : build(parts);
      return counter !== undefined && owns(counter) && !isForeign(key) ? counter : undefined;
    },
    inBucket(key, nowMs, back) {
      const { bucket } = config;
      const parts = bucketsOf(key, nowMs).slice(-2)[back];
      return bucket === undefined || parts === undefined || !template.names.includes(bucket.part)
        ? undefined
        : build(parts);
    },
    beside(key) {
      const parts = template.matches(key) ?? {};
      return Object.fromEntries(besides.map(([field, one]) => [field, keyBuilder(one)(parts)]));
    },
    keysOf(key, nowMs) {
      const keys = bucketsOf(key, nowMs).flatMap((parts) => [
        build(parts),
        ...companions.map((one) => keyBuilder(one)(parts)),
      ]);
      const meant = [key, ...keys.flatMap((one) => one ?? [])].filter((one) => owns(one) || !isForeign(one));
      return [...new Map(meant.map((one) => [one.toString("latin1"), one])).values()];
    },
    ...subjectNamer(config, template),
  };
}

/** What another keyspace claims is never taken along; a cache may lose a key, and others may not. */
function foreignKeys(config: RateLimitKeyspace, all: DeploymentConfig["keyspaces"]): (key: Buffer) => boolean {
  const others = all
    .filter(({ name, db, kind }) => name !== config.name && db === config.db && kind !== "channel" && kind !== "cache")
    .map(({ match, exclude }) => ({ match: compileKeyTemplate(match), exclude: exclude.map(compileKeyTemplate) }));
  return (key) =>
    others.some(
      ({ match, exclude }) =>
        match.matches(key) !== undefined && !exclude.some((one) => one.matches(key) !== undefined),
    );
}
