/**
 * How much of a keyspace a SCAN has seen: its cursor counts with the bits reversed, through a table whose size is the
 * next power of two of the number of keys.
 */
export function scanFraction(cursor: bigint, keysAtStart: number): number {
  const bits = Math.max(2, Math.ceil(Math.log2(Math.max(1, keysAtStart))));
  let reversed = 0;
  for (let bit = 0; bit < bits; bit++) if ((cursor >> BigInt(bit)) & 1n) reversed += 2 ** (bits - 1 - bit);
  return reversed / 2 ** bits;
}
