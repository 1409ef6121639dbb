import { isUtf8 } from "node:buffer";
import { plainText } from "#lib/plain-text.ts";

/** Bytes as a person can read them: text where they are text, else each byte that is none by its number. */
export function bytesText(bytes: Buffer, longest: number): string {
  // What was cut inside a character is still text.
  const piece = bytes.subarray(0, longest * 4);
  if (isUtf8(bytes)) return plainText(piece.toString("utf8"), longest);
  const escaped = [...bytes.subarray(0, longest)].map((byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
  );
  const text = escaped.join("");
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
