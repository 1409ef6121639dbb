import { formatBytes } from "#lib/browser/format-bytes.ts";
import { findDirective } from "#lib/directives/directive-table.ts";
import { visibleLine } from "./visible-line.ts";

/** A value as CONFIG GET has it; of bytes, what people read as well. */
export function shownValue(directive: string, value: string | null): string {
  if (value === null) return "–";
  if (value === "") return "empty";
  const isBytes = findDirective(directive)?.type.kind === "bytes" && /^\d{4,}$/.test(value);
  return isBytes ? `${value} (${formatBytes(Number(value))})` : visibleLine(value);
}
