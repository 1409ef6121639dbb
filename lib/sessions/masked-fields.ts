import { isUtf8 } from "node:buffer";
import { plainText } from "#lib/plain-text.ts";
import { bytesAsText, isContainer } from "#lib/sessions/codecs/decoded-value.ts";
import type { SessionDetails } from "./schema.ts";

type Field = SessionDetails["fields"][number];

export const MOST_FIELDS = 200;
const DEEPEST = 12;
const LONGEST_VALUE = 200;
/** Long, without blanks, and of many kinds of characters: a token, whatever its name. */
const TOKEN_LIKE = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9+/=_.~:%-]{20,}$/;
const JWT = /eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*/;
const DATE = /^\d{4}-\d\d-\d\d([T ][\d:.]+(Z|[+-][\d:]+)?)?$/;
/** What session libraries keep beside the cookie's name says how it is sent, and nothing of what is in it. */
const COOKIE_ATTRIBUTES =
  /^(_expires|expires|maxAge|originalMaxAge|originalExpires|httpOnly|secure|sameSite|path|domain|partitioned|priority)$/;

/**
 * A session's members as a flat list of paths, secrets masked, bounded in number, depth and length. `known` is what the
 * session's row shows anyway: an id that looks like a token.
 */
export function maskedFields(value: unknown, redact: readonly string[], known: readonly string[] = []): Field[] {
  const secretNames = redact.map((expression) => new RegExp(expression, "i"));
  const isSecretName = (name: string) => secretNames.some((expression) => expression.test(name));
  const fields: Field[] = [];
  const visit = (at: unknown, name: string, isSecret: boolean, depth: number): void => {
    if (fields.length >= MOST_FIELDS) return;
    if (!isContainer(at)) {
      fields.push(toField(name, at, isSecret, known));
      return;
    }
    const members = Object.entries(at);
    if (members.length === 0 || depth >= DEEPEST) {
      fields.push({ name, value: describeContainer(at, members.length), isMasked: false });
      return;
    }
    const isCookie = /(^|\.)cookie$/i.test(name) && !Array.isArray(at);
    for (const [member, inner] of members) {
      const isOpen = isCookie && COOKIE_ATTRIBUTES.test(member) && (typeof inner !== "object" || inner === null);
      visit(inner, pathOf(name, member, Array.isArray(at)), !isOpen && (isSecret || isSecretName(member)), depth + 1);
    }
  };
  visit(value, "", false, 0);
  return fields;
}

/** A member may be named by a secret too. */
function pathOf(name: string, member: string, isItem: boolean): string {
  if (isItem) return `${name}[${member}]`;
  const shown = isToken(member) ? masked(member) : plainText(member, LONGEST_VALUE);
  return name === "" ? shown : plainText(`${name}.${shown}`, LONGEST_VALUE);
}

function toField(name: string, value: unknown, isSecret: boolean, known: readonly string[]): Field {
  const text = value instanceof Uint8Array ? bytesAsText(value.subarray(0, LONGEST_VALUE * 2)) : String(value);
  if (isSecret && value !== null && text !== "") return { name, value: "hidden", isMasked: true };
  if (looksSecret(value, text) && !known.includes(text)) return { name, value: masked(text), isMasked: true };
  const length = value instanceof Uint8Array ? `${value.length} bytes` : `${text.length} characters`;
  const isLong = text.length > LONGEST_VALUE;
  return {
    name,
    value: isLong ? `${plainText(text, LONGEST_VALUE)} (${length})` : plainText(text, LONGEST_VALUE),
    isMasked: false,
  };
}

/** So many bytes that are no text are a key or a digest as likely as not. */
const SHORTEST_KEY = 16;

function looksSecret(value: unknown, text: string): boolean {
  if (value instanceof Uint8Array && value.length >= SHORTEST_KEY && !isUtf8(value)) return true;
  return (typeof value === "string" || value instanceof Uint8Array) && isToken(text);
}

function isToken(text: string): boolean {
  return JWT.test(text) || (TOKEN_LIKE.test(text) && !DATE.test(text) && !/^[\d.:-]+$/.test(text));
}

function masked(text: string): string {
  return `${plainText(text, 4).slice(0, 4)}… (${text.length} characters)`;
}

function describeContainer(at: object, members: number): string {
  return Array.isArray(at) ? `list of ${members}` : `${members} members`;
}
