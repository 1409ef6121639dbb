import { plainText } from "#lib/plain-text.ts";
import type { Piece } from "./schema.ts";

const strict = new TextDecoder("utf-8", { fatal: true });

/** As redis-cli writes it: text as it is, other bytes as \xNN. */
export function showKey(key: Uint8Array, longest = 512): string {
  const text = decode(key);
  if (text !== undefined) return plainText(text, longest);
  const shown = [...key.subarray(0, longest)]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
  return key.length > longest ? `${shown}…` : shown;
}

/** Line breaks and tabs stay: the page shows values as written, never as markup. */
export function showPiece(bytes: Uint8Array, isWhole: boolean): Piece {
  // A cut may go through a character: up to three bytes at the end may be the beginning of one.
  for (let cut = 0; cut <= (isWhole ? 0 : 3); cut += 1) {
    const text = decode(bytes.subarray(0, bytes.length - cut));
    if (text !== undefined) return { text: visible(text), isText: true, isWhole };
  }
  return { text: Buffer.from(bytes).toString("hex"), isText: false, isWhole };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch (thrown) {
    // Whatever else it throws is a fault of ours.
    if (!(thrown instanceof TypeError)) throw thrown;
    return undefined;
  }
}

function visible(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part) => (part === "\n" || part === "\t" ? part : plainText(part, part.length * 8 + 1)))
    .join("");
}
