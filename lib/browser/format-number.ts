const WHOLE = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const FINE = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

/** 12345 → "12,345"; below ten with its fraction. */
export function formatNumber(value: number): string {
  return Math.abs(value) < 10 && !Number.isInteger(value) ? FINE.format(value) : WHOLE.format(value);
}

/** 0.9731 → "97.3 %". */
export function formatPercent(ratio: number): string {
  const percent = ratio * 100;
  const digits = percent === 0 || percent >= 99.95 || percent < 0.05 ? 0 : 1;
  return `${percent.toFixed(digits)} %`;
}

/** "1 session", "5 sessions". */
export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(count)} ${count === 1 ? one : many}`;
}
