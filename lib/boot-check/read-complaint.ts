import { stripVTControlCharacters } from "node:util";

const LONGEST = 300;

/** Why the server gave up, in its words. The line that it quotes can hold a secret and stays here. */
export function readComplaint(output: string): { line: number | null; reason: string } {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const at = lines.findIndex((line) => /FATAL CONFIG FILE ERROR/.test(line));
  if (at >= 0) {
    const number = /at line (\d+)/.exec(lines[at + 1] ?? "")?.[1];
    const reason = lines.slice(at + 2).find((line) => !line.startsWith(">>>"));
    return { line: number === undefined ? null : Number(number), reason: shortened(reason ?? "The file is refused.") };
  }
  const last = lines.findLast((line) => /#|error|fatal|fail|can't|out of memory/i.test(line)) ?? lines.at(-1);
  return {
    line: null,
    reason: shortened(last?.replace(/^\d+:[A-Z] .*? [#*.-] /, "") ?? "The server ended without a word."),
  };
}

function shortened(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "?").slice(0, LONGEST);
}
