/** Python's range: computed, never stored. */
export class Range {
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
  readonly length: number;

  constructor(start: bigint, stop: bigint, step: bigint) {
    this.start = start;
    this.stop = stop;
    this.step = step;
    const span = step > 0n ? stop - start : start - stop;
    const stride = step > 0n ? step : -step;
    this.length = span <= 0n ? 0 : Number((span + stride - 1n) / stride);
  }

  at(index: number): bigint {
    return this.start + BigInt(index) * this.step;
  }

  has(value: bigint): boolean {
    const offset = value - this.start;
    return offset % this.step === 0n && offset / this.step >= 0n && offset / this.step < BigInt(this.length);
  }

  *[Symbol.iterator](): Generator<bigint> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}
