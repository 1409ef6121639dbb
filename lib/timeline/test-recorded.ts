import { readFileSync } from "node:fs";
import type { SentinelSaying } from "./hear-sentinels.ts";

/** What three real sentinels said: milliseconds since the beginning, sentinel, event, text. */
export function recordedSayings(name: string, startAt: number): SentinelSaying[] {
  const text = readFileSync(new URL(`./recorded/${name}-7.0.15.txt`, import.meta.url), "utf8");
  return toSayings(text.trimEnd().split("\n"), startAt);
}

export function toSayings(lines: readonly string[], startAt: number): SentinelSaying[] {
  return lines.map((line) => {
    const [, at, sentinel = "", event = "", words = ""] = /^(\d+) (\S+) (\S+) (.*)$/.exec(line) ?? [];
    return { sentinel, event, text: words, at: startAt + Number(at) };
  });
}
