import { isPrintable } from "./scalar-traits.ts";
import type { YamlOutput } from "./yaml-output.ts";

export interface ScalarPlace {
  readonly indent: number;
  readonly width: number;
  /** A key on one line with its value is never folded. */
  readonly mayFold: boolean;
  readonly isInFlow: boolean;
}

export type ScalarStyle = "plain" | "single" | "double";

export function writeScalar(output: YamlOutput, text: string, style: ScalarStyle, place: ScalarPlace): void {
  if (style === "plain") writePlain(output, text, place);
  else if (style === "single") writeSingleQuoted(output, text, place);
  else writeDoubleQuoted(output, text, place);
}

function writePlain(output: YamlOutput, text: string, place: ScalarPlace): void {
  if (!output.endsInSpace && (text !== "" || place.isInFlow)) output.put(" ");
  writeFolded(output, Array.from(text), place, false);
  output.endsInSpace = false;
  output.endsInIndent = false;
}

function writeSingleQuoted(output: YamlOutput, text: string, place: ScalarPlace): void {
  output.indicator("'", { spaceBefore: true });
  const endsInBreak = writeFolded(output, Array.from(text), place, true);
  if (endsInBreak) output.indentTo(place.indent);
  output.indicator("'");
}

/** Spaces beyond the width become line breaks, and line breaks are doubled. */
function writeFolded(output: YamlOutput, chars: readonly string[], place: ScalarPlace, isQuoted: boolean): boolean {
  let afterSpace = false;
  let afterBreak = false;
  for (const [index, char] of chars.entries()) {
    if (char === " ") {
      const isInside = !isQuoted || (index > 0 && index < chars.length - 1);
      const folds = place.mayFold && !afterSpace && output.column > place.width && isInside && chars[index + 1] !== " ";
      if (folds) output.indentTo(place.indent);
      else output.put(" ");
      afterSpace = true;
    } else if (char === "\n") {
      if (!afterBreak) output.breakLine();
      output.breakLine();
      output.endsInIndent = true;
      afterBreak = true;
    } else {
      if (afterBreak) output.indentTo(place.indent);
      output.put(isQuoted && char === "'" ? "''" : char);
      output.endsInIndent = false;
      afterSpace = false;
      afterBreak = false;
    }
  }
  return afterBreak;
}

function writeDoubleQuoted(output: YamlOutput, text: string, place: ScalarPlace): void {
  const chars = Array.from(text);
  let afterSpace = false;
  output.indicator('"', { spaceBefore: true });
  for (const [index, char] of chars.entries()) {
    if (char === " ") {
      const isInside = index > 0 && index < chars.length - 1;
      if (place.mayFold && !afterSpace && output.column > place.width && isInside) {
        output.indentTo(place.indent);
        if (chars[index + 1] === " ") output.put("\\");
      } else output.put(" ");
      afterSpace = true;
    } else {
      output.put(mustEscape(char) ? escaped(char) : char);
      afterSpace = false;
    }
  }
  output.indicator('"');
}

function mustEscape(char: string): boolean {
  return !isPrintable(char) || /[\n\u2028\u2029"\\]/.test(char);
}

const SHORT = new Map([
  ["\0", "0"],
  ["\x07", "a"],
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\v", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\x1b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\u0085", "N"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

function escaped(char: string): string {
  const short = SHORT.get(char);
  if (short !== undefined) return `\\${short}`;
  const code = char.codePointAt(0) ?? 0;
  const [letter, digits] = code <= 0xff ? ["x", 2] : code <= 0xffff ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).toUpperCase().padStart(Number(digits), "0")}`;
}
