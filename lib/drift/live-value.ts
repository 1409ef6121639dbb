import { findDirective } from "#lib/directives/directive-table.ts";

/** What CONFIG GET answers, written as `normaliseValue` writes the file's side; undefined for a directive that is not compared. */
export function liveValue(name: string, answer: string | undefined): string | undefined {
  const directive = findDirective(name);
  if (directive === undefined || answer === undefined) return undefined;
  if (name === "dir") return answer.replace(/(.)\/+$/, "$1");
  return answer;
}

/** The allowlist: names that this console knows, each once; older names answer too and would only repeat them. */
export function comparedNames(answers: Iterable<string>): string[] {
  return [...answers].filter((name) => findDirective(name)?.name === name).sort();
}
