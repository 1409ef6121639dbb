import type { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { DECODERS } from "./codec-list.ts";
import { type RawSession, tryCodec } from "./decode-session.ts";

const NONE = "its codec is none, so values are not read";

/** Why no codec of the keyspace reads a value, and which other one would. Holds nothing of the value. */
export function explainSession(keyspace: SessionKeyspace, raw: RawSession): string {
  const bytes = raw instanceof Map ? raw.get(keyspace.field ?? "") : raw;
  if (bytes === undefined) return `it has no field ${keyspace.field ?? ""}`;
  const reasons = keyspace.codec.map((codec) => {
    if (codec === "none") return NONE;
    const read = tryCodec(codec, bytes);
    return "why" in read ? `${codec}: ${read.why}` : `${codec} reads it`;
  });
  const other = otherCodec(keyspace, bytes);
  return [...reasons, ...(other === undefined ? [] : [`${other} would read it: it is missing under codec`])].join("; ");
}

function otherCodec(keyspace: SessionKeyspace, bytes: Buffer): string | undefined {
  // The keys of the list are its codecs.
  const all = Object.keys(DECODERS) as (keyof typeof DECODERS)[];
  return all.find((codec) => !keyspace.codec.includes(codec) && !("why" in tryCodec(codec, bytes)));
}
