const DEEPEST = 64;
const MASK = "(masked)";
/** The three parts of a signed token, wherever they stand. */
const TOKEN = /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}(?:\.[A-Za-z0-9_-]*)?/g;

/** A value without what the configuration calls secret, and how much that was. */
export function maskJson(value: unknown, secrets: readonly RegExp[]): { value: unknown; masked: number } {
  let masked = 0;
  const visit = (at: unknown, depth: number): unknown => {
    if (typeof at === "string") {
      const found = maskText(at, secrets);
      masked += found.masked;
      return found.text;
    }
    if (typeof at !== "object" || at === null || at instanceof Uint8Array) return at;
    if (depth >= DEEPEST) return "(nested more deeply)";
    if (Array.isArray(at)) return at.map((item) => visit(item, depth + 1));
    return Object.fromEntries(
      Object.entries(at).map(([name, inner]) => {
        if (inner === null || inner === "" || !secrets.some((secret) => secret.test(name))) {
          return [name, visit(inner, depth + 1)];
        }
        masked += 1;
        return [name, MASK];
      }),
    );
  };
  return { value: visit(value, 0), masked };
}

/** A member and its value in something that only resembles JSON, or that holds JSON as text, escaped once more. */
const MEMBER = /((\\{0,3}")([\w.$-]{1,100})\2\s*:\s*)(?:\2((?:(?!\2)[\s\S])*)(?:\2|$)|(-?[\w.]+))/g;

/** The same in text of any other kind, as far as members of JSON can be told in it. */
export function maskText(text: string, secrets: readonly RegExp[]): { text: string; masked: number } {
  const tokens = maskTokens(text);
  let masked = tokens.masked;
  const without = tokens.text.replace(MEMBER, (whole, head: string, quote: string, name: string, value?: string) => {
    if (value === "" || whole.endsWith(`${quote}${MASK}${quote}`) || !secrets.some((secret) => secret.test(name)))
      return whole;
    masked += 1;
    return `${head}${quote}${MASK}${quote}`;
  });
  return { text: without, masked };
}

export function maskTokens(text: string): { text: string; masked: number } {
  let masked = 0;
  const without = text.replace(TOKEN, () => {
    masked += 1;
    return MASK;
  });
  return { text: without, masked };
}
