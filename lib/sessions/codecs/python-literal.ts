import { textOrBytes } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

const NAMED: Record<string, number> = { n: 10, r: 13, t: 9, a: 7, b: 8, f: 12, v: 11, "0": 0 };

/** 'text' or "text" as Python's repr writes a string of bytes. */
export function pythonLiteral(text: string): string | Buffer {
  const inner = /^(['"])(.*)\1$/s.exec(text)?.[2];
  if (inner === undefined) throw new Undecodable("a string has no quotation marks");
  const plain = inner.replace(
    /\\(?:x([0-9a-f]{2})|([\s\S]))/gi,
    (_, hex: string | undefined, one: string | undefined) =>
      String.fromCharCode(
        hex === undefined ? (NAMED[one ?? ""] ?? (one ?? "").charCodeAt(0)) : Number.parseInt(hex, 16),
      ),
  );
  return textOrBytes(Buffer.from(plain, "latin1"));
}

/** Text in which only what is not Latin-1, and a few others, is written as \uXXXX. */
export function pythonUnicode(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g,
    (whole, four: string | undefined, eight: string | undefined) => {
      const code = Number.parseInt(four ?? eight ?? "", 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}
