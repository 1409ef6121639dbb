import type { AuditLine } from "#lib/audit/schema.ts";

const COLUMNS = [
  "seq",
  "at",
  "phase",
  "operation",
  "userName",
  "role",
  "address",
  "deployment",
  "target",
  "reason",
  "count",
  "errorCode",
  "requestId",
] as const satisfies readonly (keyof AuditLine)[];

export function auditCsv(lines: readonly AuditLine[]): string {
  const rows = lines.map((line) =>
    COLUMNS.map((column) => cell(column === "at" ? new Date(line.at).toISOString() : line[column])).join(","),
  );
  return `${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

export function auditJsonl(lines: readonly AuditLine[]): string {
  return lines.map((line) => `${JSON.stringify({ ...line, at: new Date(line.at).toISOString() })}\n`).join("");
}

/** A spreadsheet takes what begins so for a formula; an apostrophe keeps it a text. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
