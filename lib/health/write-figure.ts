const BYTE_UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"] as const;

/** 50331648 → "48 MiB". */
export function writeBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 1023.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${Number(value.toFixed(digits))} ${BYTE_UNITS[unit] ?? "B"}`;
}

/** 0.953 → "95.3 %". */
export function writePercent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))} %`;
}

/** 5400 → "1.5 h". */
export function writeSeconds(seconds: number): string {
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 3600) return `${Number((seconds / 60).toFixed(1))} min`;
  if (seconds < 172_800) return `${Number((seconds / 3600).toFixed(1))} h`;
  return `${Number((seconds / 86_400).toFixed(1))} d`;
}

// Made once: toLocaleString makes a new one each time, which took a third of every look at many instances.
const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

/** 12345 → "12,345". */
export function writeNumber(value: number): string {
  return NUMBER.format(value);
}

/** 1, "replica" → "1 replica"; 2 → "2 replicas". */
export function writeCount(count: number, thing: string): string {
  return `${writeNumber(count)} ${thing}${count === 1 ? "" : "s"}`;
}
