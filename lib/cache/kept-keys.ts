/** What a deletion may leave behind for undoing it. */
export const MOST_KEPT_KEYS = 5_000;
export const MOST_KEPT_BYTES = 16 * 1024 * 1024;

export function canKeep(keys: number, bytes: number): boolean {
  return keys <= MOST_KEPT_KEYS && bytes <= MOST_KEPT_BYTES;
}
