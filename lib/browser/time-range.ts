/** What the charts and the timeline show: the hours until now, or a stretch of time that stays. */
export type TimeRange = { kind: "recent"; hours: RecentHours } | { kind: "fixed"; fromMs: number; untilMs: number };

export const RECENT_HOURS = [1, 6, 24] as const;
export type RecentHours = (typeof RECENT_HOURS)[number];

export const LAST_HOUR = { kind: "recent", hours: 1 } as const satisfies TimeRange;
const HOUR_MS = 3_600_000;
/** Below this there is nothing between two measurements. */
const SHORTEST_MS = 60_000;
const LONGEST_MS = 24 * HOUR_MS;

interface Params {
  get(name: string): string | null;
}

/** An address may have been typed or cut: what makes no sense is the last hour. */
export function readTimeRange(params: Params): TimeRange {
  const [from, until] = [params.get("from"), params.get("until")].map((text) =>
    text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined,
  );
  if (from !== undefined && until !== undefined && until - from >= SHORTEST_MS && until - from <= LONGEST_MS) {
    return { kind: "fixed", fromMs: from, untilMs: until };
  }
  const hours = RECENT_HOURS.find((known) => `${known}h` === params.get("range"));
  return hours === undefined ? LAST_HOUR : { kind: "recent", hours };
}

/** The same address with another range; the last hour needs no word. */
export function withTimeRange(params: URLSearchParams, range: TimeRange): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["range", "from", "until"]) next.delete(name);
  if (range.kind === "fixed") {
    next.set("from", String(Math.round(range.fromMs)));
    next.set("until", String(Math.round(range.untilMs)));
  } else if (range.hours !== LAST_HOUR.hours) next.set("range", `${range.hours}h`);
  return next;
}

export function endsOf(range: TimeRange, now: number): { fromMs: number; untilMs: number } {
  if (range.kind === "fixed") return { fromMs: range.fromMs, untilMs: range.untilMs };
  return { fromMs: now - range.hours * HOUR_MS, untilMs: now };
}

/** A stretch of time that can be shown: not shorter than its points, not longer than what is kept, not to come. */
export function stretch(fromMs: number, untilMs: number, now: number): TimeRange {
  const width = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, untilMs - fromMs));
  const middle = (fromMs + untilMs) / 2;
  const end = Math.min(now, middle + width / 2);
  return { kind: "fixed", fromMs: end - width, untilMs: end };
}

interface Ends {
  fromMs: number;
  untilMs: number;
}

/** Around the middle; a factor below 1 looks closer. */
export function zoom({ fromMs, untilMs }: Ends, factor: number, now: number): TimeRange {
  const [middle, half] = [(fromMs + untilMs) / 2, ((untilMs - fromMs) * factor) / 2];
  return stretch(middle - half, middle + half, now);
}

/** By a share of its own width; below 0 is earlier. */
export function move({ fromMs, untilMs }: Ends, share: number, now: number): TimeRange {
  const distance = (untilMs - fromMs) * share;
  return stretch(fromMs + distance, untilMs + distance, now);
}

/** What a key does at a chart; undefined: nothing. */
export function rangeOfKey(key: string, ends: Ends, now: number): TimeRange | undefined {
  if (key === "+" || key === "=") return zoom(ends, 1 / 2, now);
  if (key === "-") return zoom(ends, 2, now);
  if (key === "ArrowLeft") return move(ends, -1 / 4, now);
  if (key === "ArrowRight") return move(ends, 1 / 4, now);
  return key === "Home" ? LAST_HOUR : undefined;
}
