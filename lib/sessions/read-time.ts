/** Later than the year 5138 in seconds, earlier than 1973 in milliseconds: so the unit can be told. */
const FIRST_MILLISECOND = 100_000_000_000;

/** Milliseconds since the epoch from ISO text, seconds or milliseconds; undefined for anything else. */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return fromNumber(value);
  if (typeof value !== "string" || value === "") return undefined;
  if (/^\d{1,16}(\.\d{1,9})?$/.test(value)) return fromNumber(Number(value));
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const milliseconds = value < FIRST_MILLISECOND ? value * 1000 : value;
  // Beyond what a Date can hold.
  return milliseconds > 8.64e15 ? undefined : Math.round(milliseconds);
}
