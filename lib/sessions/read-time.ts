/** Later than the year 5138 in seconds, earlier than 1973 in milliseconds: so the unit can be told. */
const FIRST_MILLISECOND = 100_000_000_000;

/** ISO 8601, or the form of mail and HTTP headers; Date.parse alone makes a date of "device 1". */
const DATE = /^\d{4}-\d\d-\d\d|^[A-Z][a-z]{2},? (?:\d|[A-Z])/;

/** Milliseconds since the epoch from ISO text, seconds or milliseconds; undefined for anything else. */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return fromNumber(value);
  if (typeof value !== "string" || value === "") return undefined;
  if (/^\d{1,16}(\.\d{1,9})?$/.test(value)) return fromNumber(Number(value));
  if (!DATE.test(value)) return undefined;
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function fromNumber(value: number): number | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  const milliseconds = value < FIRST_MILLISECOND ? value * 1000 : value;
  // Beyond what a Date can hold.
  return milliseconds > 8.64e15 ? undefined : Math.round(milliseconds);
}
