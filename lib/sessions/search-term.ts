import { createHash } from "node:crypto";
import { isIP } from "node:net";
import type { SessionCodec } from "#lib/config/session-keyspace-schema.ts";
import type { RawSession } from "#lib/sessions/codecs/decode-session.ts";
import { staysLiteral } from "#lib/sessions/codecs/stays-literal.ts";
import { pastedCookies } from "./pasted-cookie.ts";
import type { SearchKind } from "./schema.ts";
import type { SessionFacts } from "./session-facts.ts";
import type { CompiledKeyspace } from "./session-keyspace.ts";

/** Characters that no JSON writer escapes; with others the bytes may look different, and everything is decoded. */
const NEVER_ESCAPED = /^[A-Za-z0-9._@:-]+$/;

export interface SearchTerm {
  readonly kinds: SearchKind[];
  /** The keys that the term names if it is a session id or a pasted cookie. */
  keysIn(keyspace: CompiledKeyspace): Buffer[];
  /** false only where the session cannot be one that is looked for: a cheap look at the bytes. */
  mayBeIn(raw: RawSession, codecs: readonly SessionCodec[]): boolean;
  /** Whether the bytes hold the term literally; for what cannot be decoded. */
  isLiterallyIn(raw: RawSession): boolean;
  fits(facts: SessionFacts): boolean;
  /** It has the form of a cookie: never to be put into an address, whether it lives or not. */
  readonly isCookie: boolean;
  /** Long enough to be a secret that was drawn by chance. */
  readonly isRandom: boolean;
}

const SHORTEST_SECRET = 20;

export function understandTerm(text: string): SearchTerm {
  const isEmail = text.includes("@");
  const isAddress = isIP(text) !== 0;
  const cookies = pastedCookies(text);
  const isBare = NEVER_ESCAPED.test(text) && isIP(text) !== 6;
  const lower = text.toLowerCase();
  const probe = Buffer.from(text);
  const isIn = (bytes: Buffer) =>
    isEmail ? bytes.toString("latin1").toLowerCase().includes(lower) : bytes.includes(probe);
  const isLiterallyIn = (raw: RawSession) => (raw instanceof Map ? [...raw.values()].some(isIn) : isIn(raw));
  return {
    kinds: isAddress ? ["ip", "user"] : isEmail ? ["email", "user"] : ["user", "session-id"],
    isCookie: cookies[0] !== text || /^s:[^.]+\../.test(text),
    isRandom: text.length >= SHORTEST_SECRET && !isEmail && !isAddress,
    keysIn: (keyspace) => keysFor(keyspace, text, cookies),
    mayBeIn: (raw, codecs) => !isBare || !staysLiteral(codecs, text) || isLiterallyIn(raw),
    isLiterallyIn,
    fits: ({ userId, email, ip }) =>
      userId === text || email?.toLowerCase() === lower || (isAddress && ip !== undefined && sameAddress(ip, text)),
  };
}

function keysFor(keyspace: CompiledKeyspace, text: string, cookies: readonly string[]): Buffer[] {
  const { template, config } = keyspace;
  const ids = new Set([text, ...cookies.flatMap((cookie) => idsIn(cookie, config.cookie?.toId === "sha256"))]);
  const [name] = template.names;
  const built =
    template.names.length === 1 && name !== undefined ? [...ids].flatMap((id) => buildKey(template, name, id)) : [];
  // Some cookies hold the whole key.
  const keys = [...built, ...[text, ...cookies].map((whole) => Buffer.from(whole))].filter((key) => keyspace.owns(key));
  return [...new Map(keys.map((key) => [key.toString("latin1"), key])).values()];
}

function idsIn(cookie: string, isHashed: boolean): string[] {
  const signed = /^s:([^.]+)\..+$/.exec(cookie)?.[1];
  // Other frameworks sign without the prefix: id.signature.
  const plainlySigned = /^([^.]{16,})\.[A-Za-z0-9+/=_-]{20,}$/.exec(cookie)?.[1];
  const hash = isHashed ? [createHash("sha256").update(cookie).digest("hex")] : [];
  // Spring's cookies are the id in base64.
  const inBase64 = /^[A-Za-z0-9+/]{24,}={0,2}$/.test(cookie) ? Buffer.from(cookie, "base64").toString("latin1") : "";
  const wrapped = /^[A-Za-z0-9-]{16,}$/.test(inBase64) ? [inBase64] : [];
  return [cookie, signed ?? [], plainlySigned ?? [], hash, wrapped].flat();
}

function buildKey(template: CompiledKeyspace["template"], name: string, id: string): Buffer[] {
  try {
    return [template.build({ [name]: id })];
  } catch (thrown) {
    // The text cannot be an id of this keyspace, and so is none.
    if (thrown instanceof Error && thrown.name === "DomainError") return [];
    throw thrown;
  }
}

/** IPv4 in IPv6's clothes is the same address; IPv6 has many spellings. */
function sameAddress(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(address: string): string {
  if (isIP(address) !== 6) return address;
  const { hostname } = new URL(`http://[${address.split("%")[0]}]/`);
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname;
  const bytes = [high, low].flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 255]);
  return bytes.join(".");
}
