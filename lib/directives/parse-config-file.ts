import { splitArguments } from "./split-arguments.ts";

/** A line of redis.conf or sentinel.conf that says something. */
export interface ConfigLine {
  /** The first is 1. */
  readonly number: number;
  readonly text: string;
  /** Lower case, as redis-server compares it. */
  readonly name: string;
  readonly args: readonly string[];
  /** Its quotes do not balance: redis-server refuses the file. */
  readonly isBroken: boolean;
}

/** What redis-server reads: comments and empty lines say nothing. */
export function parseConfigFile(text: string): ConfigLine[] {
  return text.split("\n").flatMap((raw, index) => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return [];
    const words = splitArguments(line);
    const [first = ""] = words ?? line.split(/\s/);
    return [
      {
        number: index + 1,
        text: raw,
        name: first.toLowerCase(),
        args: words?.slice(1) ?? [],
        isBroken: words === undefined,
      },
    ];
  });
}
