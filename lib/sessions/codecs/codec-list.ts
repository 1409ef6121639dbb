import type { SessionCodec } from "#lib/config/session-keyspace-schema.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { decodeIgbinary } from "./decode-igbinary.ts";
import { decodeJava } from "./decode-java.ts";
import { decodeJson } from "./decode-json.ts";
import { decodeMarshal } from "./decode-marshal.ts";
import { decodeMsgpack } from "./decode-msgpack.ts";
import { decodePhp, decodePhpTwice } from "./decode-php.ts";
import { decodePhpSession } from "./decode-php-session.ts";
import { decodePickle } from "./decode-pickle.ts";
import { inflate } from "./inflate.ts";
import { Undecodable } from "./undecodable.ts";

/** Bytes to plain data, or an Undecodable. */
export type Decoder = (bytes: Uint8Array, budget: DecodeBudget) => unknown;

export const DECODERS: Record<Exclude<SessionCodec, "none">, Decoder> = {
  json(bytes) {
    const value = decodeJson(bytes);
    if (value === undefined) throw new Undecodable("it is not JSON");
    return value;
  },
  msgpack: decodeMsgpack,
  pickle: decodePickle,
  "zlib+pickle": (bytes, budget) => decodePickle(inflate(bytes), budget),
  php: decodePhp,
  "php-session": decodePhpSession,
  "php+php": decodePhpTwice,
  igbinary: decodeIgbinary,
  marshal: decodeMarshal,
  "java-hash": decodeJava,
};
