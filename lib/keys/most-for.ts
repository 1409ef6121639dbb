/** So much more may have come since the plan was made. */
const TOLERATED_RATIO = 1.1;
const TOLERATED_KEYS = 100;

/** More than this is something else than what was planned. */
export function mostFor(count: number): number {
  return Math.ceil(count * TOLERATED_RATIO) + TOLERATED_KEYS;
}
