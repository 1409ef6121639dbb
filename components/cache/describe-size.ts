import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { CacheKey } from "#lib/cache/schema.ts";

const UNITS: Record<string, string> = {
  list: "element",
  set: "member",
  zset: "member",
  hash: "field",
};

/** "12 fields", "3 KiB": what a size means depends on the type. */
export function describeSize({ type, size }: Pick<CacheKey, "type" | "size">): string {
  if (size === null) return "not known";
  if (type === "stream") return size === 1 ? "1 entry" : `${size} entries`;
  const unit = UNITS[type];
  return unit === undefined ? formatBytes(size) : formatCount(size, unit);
}
