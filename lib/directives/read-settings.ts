import { findDirective } from "./directive-table.ts";
import { normaliseValue } from "./normalise-value.ts";
import type { ConfigLine } from "./parse-config-file.ts";

export interface Setting {
  /** The present name. */
  readonly name: string;
  /** As CONFIG GET would answer; undefined where redis-server would refuse it. */
  readonly value: string | undefined;
  /** The lines that it was read from. */
  readonly lines: readonly number[];
}

/** What a redis.conf sets, by the directives' present names: the last line wins, those that add up add up. */
export function readSettings(lines: readonly ConfigLine[]): ReadonlyMap<string, Setting> {
  const gathered = new Map<string, { args: string[]; lines: number[] }>();
  for (const { name, args, number, isBroken } of lines) {
    const directive = findDirective(name);
    if (directive === undefined || isBroken) continue;
    const before = gathered.get(directive.name);
    const isAdding = before !== undefined && addsUp(directive.name, args);
    gathered.set(directive.name, {
      args: isAdding ? [...before.args.filter((text) => text !== ""), ...args] : [...args],
      lines: isAdding ? [...before.lines, number] : [number],
    });
  }
  return new Map(
    [...gathered].flatMap(([name, { args, lines: from }]) => {
      const directive = findDirective(name);
      if (directive === undefined) return [];
      const normalised = normaliseValue(directive, args);
      return [[name, { name, value: "value" in normalised ? normalised.value : undefined, lines: from }]];
    }),
  );
}

/** `save ""` clears what was before. */
function addsUp(name: string, args: readonly string[]): boolean {
  return name === "client-output-buffer-limit" || (name === "save" && args[0] !== "");
}
