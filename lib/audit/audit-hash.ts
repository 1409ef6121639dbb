import { createHash } from "node:crypto";
import type { AuditRow } from "#lib/store/tables.ts";

/** What the first line has before it. */
export const GENESIS_HASH = "0".repeat(64);

/** Over every column but the hash itself, in this order for ever. */
export function auditHash(row: Omit<AuditRow, "hash">): string {
  const columns = [
    row.seq,
    row.at,
    row.process_id,
    row.request_id,
    row.phase,
    row.operation,
    row.user_id,
    row.user_name,
    row.role,
    row.address,
    row.deployment,
    row.target,
    row.target_tag,
    row.reason,
    row.count,
    row.error_code,
    row.previous_hash,
  ];
  return createHash("sha256").update(JSON.stringify(columns)).digest("hex");
}
