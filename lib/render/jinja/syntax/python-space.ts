/** What Python's str.isspace and the \s of its patterns hold for white space. */
export const PYTHON_SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const ALL = new RegExp(`^[${PYTHON_SPACE}]+$`, "u");
const SPACE = new RegExp(`[${PYTHON_SPACE}]`, "u");

/** From the end by hand: a pattern anchored at the end takes quadratic time on long runs of blanks. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

export function isSpace(text: string): boolean {
  return ALL.test(text);
}
