/** One key with its value as DUMP gives it. */
export interface KeptValue {
  readonly key: Buffer;
  readonly payload: Buffer;
  /** In ms since the epoch; undefined: it does not expire. */
  readonly expiresAt: number | undefined;
}

const HEAD_BYTES = 16;

/** Length of the key, length of the value, time of expiry; then both. */
export function packValues(values: readonly KeptValue[]): Buffer {
  return Buffer.concat(
    values.flatMap(({ key, payload, expiresAt = 0 }) => {
      const head = Buffer.alloc(HEAD_BYTES);
      head.writeUInt32BE(key.length, 0);
      head.writeUInt32BE(payload.length, 4);
      head.writeDoubleBE(expiresAt, 8);
      return [head, key, payload];
    }),
  );
}

export function unpackValues(packed: Buffer): KeptValue[] {
  const values: KeptValue[] = [];
  for (let at = 0; at + HEAD_BYTES <= packed.length; ) {
    const keyEnd = at + HEAD_BYTES + packed.readUInt32BE(at);
    const end = keyEnd + packed.readUInt32BE(at + 4);
    const expiresAt = packed.readDoubleBE(at + 8);
    values.push({
      key: packed.subarray(at + HEAD_BYTES, keyEnd),
      payload: packed.subarray(keyEnd, end),
      expiresAt: expiresAt === 0 ? undefined : expiresAt,
    });
    at = end;
  }
  return values;
}
