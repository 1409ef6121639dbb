import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { compileKeyTemplate } from "#lib/config/key-template.ts";
import type { RateLimitKeyspace } from "#lib/config/rate-limit-keyspace-schema.ts";
import type { Limiter } from "./schema.ts";

/** The configured limiters, as the page explains and searches them. */
export function describeLimiters({ keyspaces }: Pick<DeploymentConfig, "keyspaces">): Limiter[] {
  return keyspaces.filter((keyspace) => keyspace.kind === "rate-limit").map(describeLimiter);
}

function describeLimiter(config: RateLimitKeyspace): Limiter {
  const { name, label, subject, localBlock, readOnly, isFromDocumentation, companions } = config;
  const beside = [config.blockKey, config.resetKey, config.timeKey].flatMap((source) => source ?? []);
  return {
    name,
    label,
    how: HOW[config.algorithm](wordsOf(config)),
    pattern: compileKeyTemplate(config.match).glob,
    companions: [...beside, ...companions],
    ask: typeof subject === "object" ? subject.ask : [],
    known: typeof subject === "object" ? subject.known : {},
    localBlock: localBlock === undefined ? null : describeBlock(localBlock),
    isReadOnly: readOnly,
    isFromDocumentation,
  };
}

export function describeBlock({ text, seconds }: NonNullable<RateLimitKeyspace["localBlock"]>): string {
  return seconds === undefined ? text : `${text} At most ${duration(seconds * 1_000)}.`;
}

interface Words {
  readonly limit: string;
  readonly window: string;
  readonly tokens: string;
}

const HOW: Record<RateLimitKeyspace["algorithm"], (words: Words) => string> = {
  counter: ({ limit, window }) =>
    `Counts ${limit} from the first one on, and forgets them all together ${window} later.`,
  "counter-and-block": ({ limit, window }) =>
    `Counts ${limit} from the first one on, forgets them ${window} later, and may block for longer than it counts.`,
  "aligned-counter": ({ limit, window }) => `Counts ${limit} in windows of the clock, each ${window} long.`,
  "sliding-two-buckets": ({ limit, window }) =>
    `Counts ${limit} in windows of ${window}, and of the last window the share that is less than ${window} ago.`,
  "sorted-set-log": ({ limit, window }) => `Remembers ${limit} one by one, each for ${window}.`,
  "list-log": ({ limit, window }) => `Remembers ${limit} one by one, each for ${window}.`,
  "token-hash": ({ tokens }) => `Each request takes a token; ${tokens}.`,
  "token-two-keys": ({ tokens }) => `Each request takes a token; ${tokens}.`,
  gcra: ({ tokens }) => `Spaces requests out; ${tokens}.`,
  opaque: () => "How it counts cannot be read; only whether there is a key, and until when.",
};

function wordsOf({ limit, windowMs, rate, burst }: RateLimitKeyspace): Words {
  const window = typeof windowMs === "number" ? duration(windowMs) : "as long as the key says";
  const most = burst ?? (typeof limit === "number" ? limit : undefined);
  return {
    limit: typeof limit === "number" ? `up to ${limit.toLocaleString("en")} requests` : "requests",
    window: typeof windowMs === "number" ? window : windowMs === undefined ? "its window" : window,
    tokens: `${rate ?? "some"} come back every ${window}${most === undefined ? "" : `, up to ${most.toLocaleString("en")}`}`,
  };
}

function duration(ms: number): string {
  if (ms % 86_400_000 === 0) return plural(ms / 86_400_000, "day");
  if (ms % 3_600_000 === 0) return plural(ms / 3_600_000, "hour");
  if (ms % 60_000 === 0) return plural(ms / 60_000, "minute");
  return ms % 1_000 === 0 ? plural(ms / 1_000, "second") : `${ms.toLocaleString("en")} ms`;
}

function plural(count: number, unit: string): string {
  return `${count.toLocaleString("en")} ${unit}${count === 1 ? "" : "s"}`;
}
