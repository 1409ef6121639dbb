import { plainText } from "#lib/plain-text.ts";

const MOST_LINES = 60;
const LONGEST_LINE = 600;

/** What one of Redis' doctors says, line by line and safe to show. */
export function wordsOf(reply: unknown): string[] {
  return String(reply)
    .slice(0, MOST_LINES * LONGEST_LINE)
    .split(/\r?\n/)
    .map((line) => plainText(line.trim(), LONGEST_LINE))
    .filter((line) => line !== "")
    .slice(0, MOST_LINES);
}
