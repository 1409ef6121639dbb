import type { AuditLine } from "#lib/audit/schema.ts";
import { csvCell } from "#lib/browser/csv-cell.ts";

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
    COLUMNS.map((column) => csvCell(column === "at" ? new Date(line.at).toISOString() : line[column])).join(","),
  );
  return `${[COLUMNS.join(","), ...rows].join("\r\n")}\r\n`;
}

export function auditJsonl(lines: readonly AuditLine[]): string {
  return lines.map((line) => `${JSON.stringify({ ...line, at: new Date(line.at).toISOString() })}\n`).join("");
}
