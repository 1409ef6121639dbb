import { decode } from "@msgpack/msgpack";
import { showKey, showPiece } from "#lib/cache/show-bytes.ts";
import { DEFAULT_CHANNEL_REDACT } from "#lib/config/channel-keyspace-schema.ts";
import { type DeclaredChannels, keyspaceOf } from "./channel-keyspaces.ts";
import type { GuardedNames } from "./guarded-names.ts";
import { systemOf } from "./known-systems.ts";
import { maskJson, maskText } from "./mask-json.ts";
import type { TailMessage } from "./schema.ts";

const LONGEST_PACKED = 256 * 1024;
const LONGEST_SHOWN = 16 * 1024;
const LONGEST_BINARY_BYTES = 1_024;

type Shown = Pick<TailMessage, "kind" | "text" | "isCut" | "masked">;

/** Decides once what of each channel's messages may be seen. */
export function createMessageShower(declared: readonly DeclaredChannels[], { isGuarded }: GuardedNames) {
  const known = new Map<string, { secrets: RegExp[]; isAnswer: boolean; isMsgpack: boolean }>();

  function rulesFor(channel: Buffer, isSharded: boolean) {
    const key = `${isSharded} ${channel.toString("latin1")}`;
    const rules = known.get(key);
    if (rules !== undefined) return rules;
    const keyspace = keyspaceOf(declared, channel);
    const system = systemOf(channel, isSharded, keyspace?.system)?.id ?? "";
    const isSocketio = system.startsWith("socketio-");
    const names = [...(keyspace?.redact ?? DEFAULT_CHANNEL_REDACT), ...(isSocketio ? ["^handshake$"] : [])];
    const made = {
      secrets: names.map((name) => new RegExp(name, "i")),
      isAnswer: system === "socketio-requests",
      isMsgpack: isSocketio || system === "channels-redis",
    };
    if (known.size > 5_000) known.clear();
    known.set(key, made);
    return made;
  }

  return function show(payload: Buffer | undefined, channel: Buffer, isSharded: boolean): Shown {
    if (payload === undefined) return withheld("not shown: it is too long to be looked into, and so to be masked");
    if (isGuarded(channel, payload)) return withheld("not shown: such a key lets its holder in, or is protected");
    const { secrets, isAnswer, isMsgpack } = rulesFor(channel, isSharded);
    const json = parseContainer(payload) ?? (isMsgpack ? unpack(payload) : undefined);
    if (json !== undefined) return showJson(json.value, json.text, secrets);
    if (isAnswer) return withheld("not shown: such an answer may hold handshakes with cookies");
    return showText(payload, secrets);
  };
}

export type MessageShower = ReturnType<typeof createMessageShower>;

function withheld(text: string): Shown {
  return { kind: "withheld", text, isCut: false, masked: 0 };
}

function showText(payload: Buffer, secrets: readonly RegExp[]): Shown {
  const piece = showPiece(payload.subarray(0, LONGEST_SHOWN), payload.length <= LONGEST_SHOWN);
  if (piece.isText) {
    const { text, masked } = maskText(piece.text, secrets);
    return { kind: "text", text, isCut: !piece.isWhole, masked };
  }
  return {
    kind: "binary",
    text: showKey(payload.subarray(0, LONGEST_BINARY_BYTES), LONGEST_BINARY_BYTES),
    isCut: payload.length > LONGEST_BINARY_BYTES,
    masked: 0,
  };
}

/** A text of its own where nothing is masked: numbers stay as they were written. */
function showJson(value: unknown, written: string | undefined, secrets: readonly RegExp[]): Shown {
  const { value: open, masked } = maskJson(value, secrets);
  const text = masked === 0 && written !== undefined ? written : JSON.stringify(open, toPlain);
  return { kind: "json", text: visible(text.slice(0, LONGEST_SHOWN)), isCut: text.length > LONGEST_SHOWN, masked };
}

/** Means the same as JSON, and turns no reading direction. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

function toPlain(_name: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  return value;
}

function parseContainer(payload: Buffer): { value: object; text: string } | undefined {
  const text = payload.toString("utf8").replace(/^\uFEFF/, "");
  if (!/^[\s]*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { value, text } : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function unpack(payload: Buffer): { value: object; text: undefined } | undefined {
  try {
    const value: unknown = decode(payload, {
      maxStrLength: LONGEST_PACKED,
      maxArrayLength: 10_000,
      maxMapLength: 10_000,
    });
    if (typeof value !== "object" || value === null) return undefined;
    return { value: readable(value), text: undefined };
  } catch {
    // Other bytes than msgpack are shown as bytes.
    return undefined;
  }
}

/** Bytes within msgpack are named, not written out. */
function readable(value: object, depth = 0): object {
  const inner = (item: unknown): unknown => {
    if (item instanceof Uint8Array) return `(${item.length} bytes)`;
    if (typeof item !== "object" || item === null || item instanceof Date || depth > 60) return item;
    return readable(item, depth + 1);
  };
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, inner(item)]));
}
