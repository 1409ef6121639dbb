import { ByteReader } from "./byte-reader.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { type DecodedMap, exactInteger, keyText, setMember, textOrBytes } from "./decoded-value.ts";
import { Undecodable } from "./undecodable.ts";

/** One MessagePack value. Nothing is reserved for what a length claims before its bytes are there. */
export function decodeMsgpack(bytes: Uint8Array, budget: DecodeBudget): unknown {
  const reader = new ByteReader(bytes);
  const value = readValue(reader, budget);
  reader.expectEnd();
  return value;
}

function readValue(reader: ByteReader, budget: DecodeBudget): unknown {
  budget.spend();
  const head = reader.byte();
  if (head < 0x80) return head;
  if (head < 0x90) return readMap(reader, budget, head & 0x0f);
  if (head < 0xa0) return readList(reader, budget, head & 0x0f);
  if (head < 0xc0) return textOrBytes(reader.take(head & 0x1f));
  if (head >= 0xe0) return head - 0x100;
  const read = BY_HEAD[head];
  if (read === undefined) throw new Undecodable(`byte ${reader.at - 1} begins no value`);
  return read(reader, budget);
}

type Read = (reader: ByteReader, budget: DecodeBudget) => unknown;

const BY_HEAD: Partial<Record<number, Read>> = {
  192: () => null,
  194: () => false,
  195: () => true,
  196: (reader) => Buffer.from(reader.take(reader.byte())),
  197: (reader) => Buffer.from(reader.take(reader.uint16())),
  198: (reader) => Buffer.from(reader.take(reader.uint32())),
  199: (reader) => readExtension(reader, reader.byte()),
  200: (reader) => readExtension(reader, reader.uint16()),
  201: (reader) => readExtension(reader, reader.uint32()),
  202: (reader) => reader.float(),
  203: (reader) => reader.double(),
  204: (reader) => reader.byte(),
  205: (reader) => reader.uint16(),
  206: (reader) => reader.uint32(),
  207: (reader) => exactInteger(reader.uint64()),
  208: (reader) => (reader.byte() << 24) >> 24,
  209: (reader) => (reader.uint16() << 16) >> 16,
  210: (reader) => reader.uint32() | 0,
  211: (reader) => exactInteger(BigInt.asIntN(64, reader.uint64())),
  212: (reader) => readExtension(reader, 1),
  213: (reader) => readExtension(reader, 2),
  214: (reader) => readExtension(reader, 4),
  215: (reader) => readExtension(reader, 8),
  216: (reader) => readExtension(reader, 16),
  217: (reader) => textOrBytes(reader.take(reader.byte())),
  218: (reader) => textOrBytes(reader.take(reader.uint16())),
  219: (reader) => textOrBytes(reader.take(reader.uint32())),
  220: (reader, budget) => readList(reader, budget, reader.uint16()),
  221: (reader, budget) => readList(reader, budget, reader.uint32()),
  222: (reader, budget) => readMap(reader, budget, reader.uint16()),
  223: (reader, budget) => readMap(reader, budget, reader.uint32()),
};

function readList(reader: ByteReader, budget: DecodeBudget, length: number): unknown[] {
  return budget.nest(() => {
    const list: unknown[] = [];
    for (let nth = 0; nth < length; nth++) list.push(readValue(reader, budget));
    return list;
  });
}

function readMap(reader: ByteReader, budget: DecodeBudget, length: number): DecodedMap {
  return budget.nest(() => {
    const map: DecodedMap = {};
    for (let nth = 0; nth < length; nth++) {
      const key = readValue(reader, budget);
      setMember(map, keyText(key), readValue(reader, budget));
    }
    return map;
  });
}

/** Type -1 is a time, which comes in three lengths; others are an application's own. */
function readExtension(reader: ByteReader, length: number): unknown {
  const type = (reader.byte() << 24) >> 24;
  const data = reader.take(length);
  if (type !== -1) return { "@extension": type, data: Buffer.from(data) };
  if (length === 4) return timeText(BigInt(data.readUInt32BE(0)), 0);
  if (length === 8) {
    const both = data.readBigUInt64BE(0);
    return timeText(both & 0x3ffffffffn, Number(both >> 34n));
  }
  if (length === 12) return timeText(data.readBigInt64BE(4), data.readUInt32BE(0));
  throw new Undecodable(`a time of ${length} bytes is none`);
}

function timeText(seconds: bigint, nanoseconds: number): string {
  const date = new Date(Number(seconds) * 1000 + nanoseconds / 1e6);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}
