import { findDirective } from "#lib/directives/directive-table.ts";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { readSettings } from "#lib/directives/read-settings.ts";
import type { DeploymentFacts, Subject } from "./rule.ts";

export function readSubject(text: string, facts: DeploymentFacts, placeholders: ReadonlySet<string>): Subject {
  const lines = parseConfigFile(text);
  const settings = readSettings(lines);
  return {
    lines,
    settings,
    facts,
    placeholders,
    value: (name) => (settings.has(name) ? settings.get(name)?.value : findDirective(name)?.fallback),
    linesOf: (name) => settings.get(name)?.lines ?? [],
    sentinel: (statement) =>
      lines.filter(({ name, args }) => name === "sentinel" && args[0]?.toLowerCase() === statement),
  };
}
