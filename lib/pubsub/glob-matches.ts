/** As Redis matches: * ? [set] [^set] [a-z] and a backslash before what is meant itself. */
export function globMatches(pattern: Uint8Array, text: Uint8Array): boolean {
  let [p, t] = [0, 0];
  let star: { p: number; t: number } | undefined;
  while (t < text.length) {
    if (pattern[p] === STAR) {
      star = { p, t };
      p += 1;
      continue;
    }
    const next = p < pattern.length ? matchOne(pattern, p, text[t] ?? 0) : undefined;
    if (next !== undefined) {
      p = next;
      t += 1;
    } else if (star !== undefined) {
      star = { p: star.p, t: star.t + 1 };
      [p, t] = [star.p + 1, star.t];
    } else return false;
  }
  while (pattern[p] === STAR) p += 1;
  return p === pattern.length;
}

const [STAR = 0, ANY = 0, OPEN = 0, CLOSE = 0, ESCAPE = 0, NOT = 0, RANGE = 0] = Buffer.from("*?[]\\^-");

/** Where the pattern goes on after one byte that fits; undefined where it does not. */
function matchOne(pattern: Uint8Array, at: number, byte: number): number | undefined {
  if (pattern[at] === ANY) return at + 1;
  if (pattern[at] === OPEN) return matchSet(pattern, at + 1, byte);
  const isEscape = pattern[at] === ESCAPE && at + 1 < pattern.length;
  return pattern[isEscape ? at + 1 : at] === byte ? at + (isEscape ? 2 : 1) : undefined;
}

function matchSet(pattern: Uint8Array, start: number, byte: number): number | undefined {
  const isNegated = pattern[start] === NOT;
  let isIn = false;
  let at = isNegated ? start + 1 : start;
  for (; at < pattern.length && pattern[at] !== CLOSE; at += 1) {
    if (pattern[at] === ESCAPE && at + 1 < pattern.length) at += 1;
    const low = pattern[at] ?? 0;
    if (pattern[at + 1] === RANGE && at + 2 < pattern.length) {
      const high = pattern[at + 2] ?? 0;
      isIn ||= byte >= Math.min(low, high) && byte <= Math.max(low, high);
      at += 2;
    } else isIn ||= low === byte;
  }
  return isIn !== isNegated ? Math.min(at + 1, pattern.length) : undefined;
}
