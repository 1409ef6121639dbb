/** "09:12–09:20 UTC": the same for every reader, with the day where it is not today's. */
export function describeRange(fromMs: number, untilMs: number, now: number): string {
  const [from, until, today] = [fromMs, untilMs, now].map((at) => new Date(at).toISOString());
  if (from === undefined || until === undefined || today === undefined) return "";
  const hasSeconds = untilMs - fromMs < 600_000;
  const write = (time: string, reference: string) =>
    `${isSameDay(time, reference) ? "" : `${time.slice(0, 10)} `}${time.slice(11, hasSeconds ? 19 : 16)}`;
  return `${write(from, today)}–${write(until, isSameDay(from, today) ? today : from)} UTC`;
}

function isSameDay(one: string, other: string): boolean {
  return one.slice(0, 10) === other.slice(0, 10);
}
