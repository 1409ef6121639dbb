// Control and format characters, line separators, and what has no meaning yet.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

/** Safe to print anywhere: what could not be seen, or would turn the reading direction, is written as its number. */
export function plainText(text: string, longest: number): string {
  const visible = text
    .slice(0, longest * 2)
    .toWellFormed()
    .replaceAll(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  const characters = [...visible];
  return characters.length <= longest ? visible : `${characters.slice(0, longest - 1).join("")}…`;
}
