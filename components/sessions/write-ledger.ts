import { csvCell } from "#lib/browser/csv-cell.ts";
import type { RevokedSession } from "#lib/sessions/schema.ts";

const COLUMNS = [
  "at",
  "by",
  "role",
  "whom",
  "reason",
  "keyspace",
  "session",
  "outcome",
  "recheck",
  "cameBack",
  "revocationId",
] as const satisfies readonly (keyof RevokedSession)[];

export function ledgerCsv(rows: readonly RevokedSession[]): string {
  const lines = rows.map((row) =>
    COLUMNS.map((column) => csvCell(column === "at" ? new Date(row.at).toISOString() : row[column])).join(","),
  );
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

export function ledgerJsonl(rows: readonly RevokedSession[]): string {
  return rows.map((row) => `${JSON.stringify({ ...row, at: new Date(row.at).toISOString() })}\n`).join("");
}
