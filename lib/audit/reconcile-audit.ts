import { Role } from "#lib/roles.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow } from "#lib/store/tables.ts";
import type { AuditEntry, AuditLog, AuditTarget } from "./audit-line.ts";

/** Whose open lines will get no outcome any more: those of these processes, or of all but these. */
export type EndedProcesses = { readonly of: readonly string[] } | { readonly allBut: readonly string[] };

/** What a process had started when it ended has an outcome that nobody knows: says so, and answers how many. */
export async function reconcileAudit(store: Store, audit: AuditLog, ended: EndedProcesses): Promise<number> {
  const open = await findOpenLines(store, ended);
  for (const line of open) await audit.append(unknownOutcome(line));
  return open.length;
}

function unknownOutcome(line: AuditRow): AuditEntry {
  const role = Role.safeParse(line.role);
  const target: AuditTarget | undefined =
    line.target === null
      ? undefined
      : { shown: line.target, ...(line.deployment === null ? {} : { deployment: line.deployment }) };
  return {
    requestId: line.request_id,
    phase: "unknown",
    operation: line.operation,
    actor: {
      userId: line.user_id,
      name: line.user_name,
      role: role.success ? role.data : "none",
      address: line.address,
    },
    ...(target === undefined ? {} : { target }),
    ...(line.reason === null ? {} : { reason: line.reason }),
    errorCode: "PROCESS_ENDED",
  };
}

async function findOpenLines(store: Store, ended: EndedProcesses): Promise<AuditRow[]> {
  const open = store.db
    .selectFrom("audit as started")
    .selectAll("started")
    .where("started.phase", "=", "started")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("audit as outcome")
            .select("outcome.seq")
            .whereRef("outcome.request_id", "=", "started.request_id")
            .whereRef("outcome.operation", "=", "started.operation")
            .whereRef("outcome.seq", ">", "started.seq")
            .where("outcome.phase", "<>", "started"),
        ),
      ),
    )
    .orderBy("started.seq");
  if ("of" in ended) return ended.of.length === 0 ? [] : open.where("started.process_id", "in", ended.of).execute();
  return (ended.allBut.length === 0 ? open : open.where("started.process_id", "not in", ended.allBut)).execute();
}
