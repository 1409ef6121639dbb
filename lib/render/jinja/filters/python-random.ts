import { takeDigest } from "#lib/render/jinja/filters/take-digest.ts";

const SIZE = 624;
const PERIOD = 397;

/** Python's random.Random(text): a Mersenne Twister, seeded by the text and its SHA-512. */
export class PythonRandom {
  readonly #state = new Uint32Array(SIZE);
  #index = SIZE;

  constructor(seed: string) {
    const bytes = Buffer.from(seed, "utf8");
    this.#seed(Buffer.concat([bytes, takeDigest("sha512", bytes)]));
  }

  /** A number from zero up to, and not with, the limit. */
  below(limit: bigint): bigint {
    if (limit <= 0n) return 0n;
    const bits = limit.toString(2).length;
    for (;;) {
      const drawn = this.#bits(bits);
      if (drawn < limit) return drawn;
    }
  }

  #bits(count: number): bigint {
    let value = 0n;
    for (let done = 0; done < count; done += 32) {
      const missing = Math.min(32, count - done);
      value |= BigInt(this.#next() >>> (32 - missing)) << BigInt(done);
    }
    return value;
  }

  #seed(number: Buffer): void {
    const key: number[] = [];
    for (let end = number.length; end > 0; end -= 4) {
      key.push(Number.parseInt(number.toString("hex", Math.max(0, end - 4), end), 16));
    }
    while (key.length > 1 && key.at(-1) === 0) key.pop();
    this.#fill(19_650_218);
    this.#mix(key);
  }

  #fill(seed: number): void {
    const state = this.#state;
    state[0] = seed;
    for (let index = 1; index < SIZE; index += 1) {
      const before = state[index - 1] ?? 0;
      state[index] = Math.imul(1_812_433_253, before ^ (before >>> 30)) + index;
    }
  }

  #mix(key: readonly number[]): void {
    const state = this.#state;
    let index = 1;
    const stir = (factor: number, addend: number, sign: 1 | -1) => {
      const before = state[index - 1] ?? 0;
      state[index] = ((state[index] ?? 0) ^ Math.imul(before ^ (before >>> 30), factor)) + sign * addend;
      index += 1;
      if (index < SIZE) return;
      state[0] = state[SIZE - 1] ?? 0;
      index = 1;
    };
    const rounds = Math.max(SIZE, key.length);
    for (let round = 0; round < rounds; round += 1) {
      const place = round % key.length;
      stir(1_664_525, (key[place] ?? 0) + place, 1);
    }
    for (let round = 1; round < SIZE; round += 1) stir(1_566_083_941, index, -1);
    state[0] = 0x80000000;
  }

  #next(): number {
    if (this.#index >= SIZE) this.#twist();
    let value = this.#state[this.#index] ?? 0;
    this.#index += 1;
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  }

  #twist(): void {
    const state = this.#state;
    for (let index = 0; index < SIZE; index += 1) {
      const joined = ((state[index] ?? 0) & 0x80000000) | ((state[(index + 1) % SIZE] ?? 0) & 0x7fffffff);
      const other = state[(index + PERIOD) % SIZE] ?? 0;
      state[index] = other ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.#index = 0;
  }
}
