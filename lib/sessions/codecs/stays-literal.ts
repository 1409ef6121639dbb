import type { SessionCodec } from "#lib/config/session-keyspace-schema.ts";

/** Text by whatever codec, or numbers in decimal digits. */
const TEXTUAL: ReadonlySet<SessionCodec> = new Set(["json", "php", "php-session", "php+php", "none"]);
/** Numbers, and UUIDs as one, are bytes of their own in the others. */
const MAY_BE_NUMBER = /^-?\d+(\.\d+)?$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a value that one of these codecs wrote holds a bare text, if at all, as its very bytes. */
export function staysLiteral(codecs: readonly SessionCodec[], text: string): boolean {
  return codecs.every((codec) => TEXTUAL.has(codec) || (codec !== "zlib+pickle" && !MAY_BE_NUMBER.test(text)));
}
