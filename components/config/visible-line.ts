import { plainText } from "#lib/plain-text.ts";

/** A line as it stands, but for characters that would hide, or turn the reading direction: those as their numbers. */
export function visibleLine(text: string): string {
  return text
    .split("\t")
    .map((part) => plainText(part, part.length * 8 + 1))
    .join("\t");
}
