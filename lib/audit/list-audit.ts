import { defineOperation } from "#lib/operation.ts";
import type { Role } from "#lib/roles.ts";
import { ROLES } from "#lib/roles.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow } from "#lib/store/tables.ts";
import { type AuditLine, type AuditPage, AuditPhase, AuditQuery } from "./schema.ts";

const SEES_ALL: readonly Role[] = ["sre", "admin"];

/** Everyone may read what they did themselves. */
export const listAudit = defineOperation({
  name: "audit.list",
  summary: "read the audit log",
  kind: "read",
  roles: ROLES,
  input: AuditQuery,
  async run({ actor, services: { store } }, query): Promise<AuditPage> {
    const scope = SEES_ALL.includes(actor.role) ? "all" : "own";
    const rows = await selectLines(store, query, scope === "own" ? actor.userId : undefined);
    const lines = rows.slice(0, query.limit).map(toLine);
    return { lines, scope, next: rows.length > query.limit ? (lines.at(-1)?.seq ?? null) : null };
  },
});

function selectLines(store: Store, query: AuditQuery, ownUserId: string | undefined): Promise<AuditRow[]> {
  const { before, from, to, user } = query;
  let lines = store.db.selectFrom("audit").selectAll();
  if (ownUserId !== undefined) lines = lines.where("user_id", "=", ownUserId);
  if (before !== undefined) lines = lines.where("seq", "<", before);
  if (from !== undefined) lines = lines.where("at", ">=", from);
  if (to !== undefined) lines = lines.where("at", "<=", to);
  if (user !== undefined)
    lines = lines.where(({ or, eb }) => or([eb("user_id", "=", user), eb("user_name", "=", user)]));
  const exact = [
    ["operation", query.operation],
    ["phase", query.phase],
    ["deployment", query.deployment],
    ["request_id", query.requestId],
    ["target_tag", query.targetTag],
  ] as const;
  for (const [column, value] of exact) if (value !== undefined) lines = lines.where(column, "=", value);
  return lines
    .orderBy("seq", "desc")
    .limit(query.limit + 1)
    .execute();
}

function toLine(row: AuditRow): AuditLine {
  return {
    seq: row.seq,
    at: row.at,
    requestId: row.request_id,
    phase: AuditPhase.parse(row.phase),
    operation: row.operation,
    userId: row.user_id,
    userName: row.user_name,
    role: row.role,
    address: row.address,
    deployment: row.deployment,
    target: row.target,
    targetTag: row.target_tag,
    reason: row.reason,
    count: row.count,
    errorCode: row.error_code,
  };
}
