import type { ConfigError } from "#lib/config/config-error.ts";
import { Thresholds } from "#lib/config/deployment-schema.ts";
import { nearestName } from "#lib/config/nearest-name.ts";
import { flagProblem } from "./flag-problem.ts";
import type { GivenFlags } from "./parse-flags.ts";

type Key = keyof Thresholds;

/** The figures' names, as the results write them. */
const KEYS = new Map<string, Key>(Thresholds.keyof().options.map((key) => [figureName(key), key]));

export const LIMIT_NAMES = [...KEYS.keys()];

function figureName(key: Key): string {
  return key === "hitRate" ? "hit_ratio" : key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The limits of the configuration, or the usual ones, with those that the flags give in their place. */
export function withLimits(thresholds: Thresholds, flags: GivenFlags): Thresholds {
  const changed = structuredClone(thresholds);
  for (const level of ["warning", "critical"] as const) {
    for (const text of flags.get(level) ?? []) {
      const { key, value } = readLimit(`--${level}`, text);
      changed[key][level] = value;
    }
  }
  for (const [name, key] of KEYS) assertOrder(name, key, changed[key], flags);
  return changed;
}

function readLimit(flag: string, text: string): { key: Key; value: number } {
  const [, name = "", number = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const key = KEYS.get(name);
  if (key === undefined) {
    const nearest = nearestName(name, LIMIT_NAMES);
    const guess = nearest === undefined || name === "" ? "" : `did you mean ${nearest}? `;
    throw flagProblem(
      flag,
      "names no figure that has limits",
      `${guess}write NAME=VALUE with one of ${LIMIT_NAMES.join(", ")}`,
    );
  }
  const value = /^\d+(\.\d+)?$/.test(number) ? Number(number) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw flagProblem(`${flag} ${name}`, "is not a number", `write it like ${name}=${isShare(key) ? "0.9" : "100"}`);
  }
  if (isShare(key) && value > 1)
    throw flagProblem(`${flag} ${name}`, "is a share, so at most 1", `write it like ${name}=0.9`);
  return { key, value };
}

function isShare(key: Key): boolean {
  return key === "memoryRatio" || key === "clientsRatio" || key === "hitRate";
}

function assertOrder(name: string, key: Key, limits: Thresholds[Key], flags: GivenFlags): void {
  const isLowBad = key === "hitRate";
  const { warning, critical } = limits;
  if (isLowBad ? critical <= warning : warning <= critical) return;
  throw wrongOrder(name, isLowBad, critical, flags);
}

function wrongOrder(name: string, isLowBad: boolean, critical: number, flags: GivenFlags): ConfigError {
  const isGiven = (flags.get("warning") ?? []).some((text) => text.startsWith(`${name}=`));
  const flag = isGiven ? "--warning" : "--critical";
  const relation = isLowBad ? "at least" : "at most";
  const right = isGiven
    ? `give ${relation} ${critical}, or another --critical ${name} too`
    : `give another --warning ${name} too, ${relation} as large`;
  return flagProblem(`${flag} ${name}`, "critical would be reached before the warning", right);
}
