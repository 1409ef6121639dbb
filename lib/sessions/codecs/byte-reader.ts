import { Undecodable } from "./undecodable.ts";

/** Reads bytes from front to back; one that is not there is an Undecodable. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get at(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next byte without taking it; -1 at the end. */
  peek(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#advance(2));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4));
  }

  uint64(): bigint {
    return this.#bytes.readBigUInt64BE(this.#advance(8));
  }

  float(): number {
    return this.#bytes.readFloatBE(this.#advance(4));
  }

  double(): number {
    return this.#bytes.readDoubleBE(this.#advance(8));
  }

  /** An unsigned integer of up to six bytes, the lowest byte first. */
  littleEndian(bytes: number): number {
    return this.#bytes.readUIntLE(this.#advance(bytes), bytes);
  }

  int32LittleEndian(): number {
    return this.#bytes.readInt32LE(this.#advance(4));
  }

  /** A length in eight bytes, the lowest first. */
  length64LittleEndian(): number {
    const length = this.#bytes.readBigUInt64LE(this.#advance(8));
    if (length > BigInt(this.left)) throw new Undecodable(`it ends early, at byte ${this.#bytes.length}`);
    return Number(length);
  }

  take(length: number): Buffer {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, this.#at);
  }

  /** Up to, and past, a byte. */
  takeUntil(end: number): Buffer {
    const found = this.#bytes.indexOf(end, this.#at);
    if (found === -1) throw new Undecodable(`it ends early, at byte ${this.#bytes.length}`);
    const taken = this.#bytes.subarray(this.#at, found);
    this.#at = found + 1;
    return taken;
  }

  expect(text: string): void {
    const start = this.#at;
    if (this.take(text.length).toString("latin1") !== text) throw new Undecodable(`byte ${start} is not ${text}`);
  }

  expectEnd(): void {
    if (this.left > 0) throw new Undecodable(`it goes on after its end, from byte ${this.#at}`);
  }

  #advance(length: number): number {
    const start = this.#at;
    if (length < 0 || length > this.left) throw new Undecodable(`it ends early, at byte ${this.#bytes.length}`);
    this.#at += length;
    return start;
  }
}
