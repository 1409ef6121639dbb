import { encode } from "@msgpack/msgpack";
import type { ChannelKeyspace } from "#lib/config/channel-keyspace-schema.ts";
import { DomainError } from "#lib/errors.ts";
import type { MessageBody } from "./schema.ts";

/** Socket.IO's packet type of an event, and the sharded adapter's message type of a broadcast. */
const EVENT = 2;
const BROADCAST = 3;

const LONGEST_BYTES = 64 * 1024;

/** The bytes that go out, in the one form that the channel's readers take. */
export function encodeMessage(keyspace: ChannelKeyspace, channel: Uint8Array, body: MessageBody): Buffer {
  const bytes = encodeBody(keyspace, channel, body);
  if (bytes.length > LONGEST_BYTES) {
    throw new DomainError("INVALID_INPUT", `The message has ${bytes.length} bytes; test messages have at most 64 KiB.`);
  }
  return bytes;
}

function encodeBody(keyspace: ChannelKeyspace, channel: Uint8Array, body: MessageBody): Buffer {
  if (keyspace.codec === "socketio-emit") {
    if (body.kind !== "emit") throw wrongKind("an event with arguments");
    return encodeEmit(keyspace, channel, body);
  }
  if (body.kind !== "text") throw wrongKind("text");
  if (keyspace.codec === "json") parseJson(body.text, "The message is");
  return Buffer.from(body.text, "utf8");
}

function encodeEmit(
  { transport }: ChannelKeyspace,
  channel: Uint8Array,
  { event, args, rooms }: Extract<MessageBody, { kind: "emit" }>,
): Buffer {
  const list = parseJson(args, "The arguments are");
  if (!Array.isArray(list)) {
    throw new DomainError("INVALID_INPUT", 'The arguments are a JSON list, such as [] or [{"id": 1}].');
  }
  const nsp = namespaceOf(channel);
  const packet = { type: EVENT, data: [event, ...list], nsp };
  const opts = { rooms, except: [], flags: {} };
  if (transport === "sharded") {
    return Buffer.from(JSON.stringify({ uid: "emitter", nsp, type: BROADCAST, data: { packet, opts } }));
  }
  return Buffer.from(encode(["emitter", packet, opts]));
}

/** `socket.io#/admin#` is the namespace /admin's. */
function namespaceOf(channel: Uint8Array): string {
  const namespace = /^[^#]+#(\/[^#]*)#$/.exec(Buffer.from(channel).toString("utf8"))?.[1];
  if (namespace !== undefined) return namespace;
  throw new DomainError("INVALID_INPUT", "An emit goes to a namespace's own channel, such as socket.io#/#.", {
    advice: "Name rooms in the message; a room's own channel is not needed.",
  });
}

/** The page says line and column while one types. */
function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError("INVALID_INPUT", `${what} not JSON.`, { cause });
  }
}

function wrongKind(wanted: string): DomainError {
  return new DomainError("INVALID_INPUT", `This channel takes ${wanted}.`, {
    advice: "Reload the page: the configuration may have changed.",
  });
}
