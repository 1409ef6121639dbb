import type { Transaction } from "kysely";
import { DomainError, isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { plainText } from "#lib/plain-text.ts";
import type { Seal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow, Tables } from "#lib/store/tables.ts";
import { type AuditAnchor, signAnchor, writeAnchor } from "./audit-anchor.ts";
import { auditHash } from "./audit-hash.ts";
import type { AuditEntry, AuditLog } from "./audit-line.ts";
import { auditTargetTag } from "./audit-target-tag.ts";

interface AuditLogOptions {
  readonly store: Store;
  readonly seal: Seal;
  readonly now: () => number;
  /** Of this process in the store's register. */
  readonly processId: string;
  /** Where the end of the chain is noted a second time. */
  readonly anchorFolder: string;
}

type AuditFields = Omit<AuditRow, "seq" | "at" | "previous_hash" | "hash">;

/** One chain, however many processes write to it: the head's row is locked from reading it to the end of the append. */
export function createAuditLog(options: AuditLogOptions): AuditLog {
  const { store, seal } = options;
  let last: Promise<void> = Promise.resolve();
  async function append(fields: AuditFields): Promise<void> {
    let anchor: AuditAnchor;
    try {
      anchor = await store.db.transaction().execute((db) => appendLine(db, fields, options));
    } catch (cause) {
      if (isDomainError(cause)) throw cause;
      throw new DomainError("STORE_UNAVAILABLE", "The audit log did not take a line.", { cause });
    }
    noteAnchor(options.anchorFolder, anchor);
  }
  return {
    // One after the other within a process, so that a burst does not take every connection of the store.
    append(entry) {
      const fields = toFields(entry, seal, options.processId);
      const mine = last.then(() => append(fields));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

async function appendLine(db: Transaction<Tables>, fields: AuditFields, options: AuditLogOptions) {
  // Writing comes first: it takes the lock, on SQLite as on PostgreSQL.
  const head = await db
    .updateTable("audit_head")
    .set((column) => ({ seq: column("seq", "+", 1) }))
    .where("id", "=", 1)
    .returning(["seq", "hash"])
    .executeTakeFirstOrThrow();
  const line = { ...fields, seq: head.seq, at: options.now(), previous_hash: head.hash };
  const hash = auditHash(line);
  await db
    .insertInto("audit")
    .values({ ...line, hash })
    .execute();
  const anchor = signAnchor(options.seal, head.seq, hash);
  await db.updateTable("audit_head").set({ hash, mac: anchor.mac }).where("id", "=", 1).execute();
  return anchor;
}

/** The line is durable by now; an older anchor proves less, but nothing false. */
function noteAnchor(folder: string, anchor: AuditAnchor): void {
  try {
    writeAnchor(folder, anchor);
  } catch (thrown) {
    log.warn("the end of the audit log could not be noted", { folder, thrown });
  }
}

function toFields(entry: AuditEntry, seal: Seal, processId: string): AuditFields {
  const { actor, target } = entry;
  return {
    process_id: processId,
    request_id: plainText(entry.requestId, 64),
    phase: entry.phase,
    operation: plainText(entry.operation, 64),
    user_id: plainText(actor.userId, 128),
    user_name: plainText(actor.name, 128),
    role: actor.role,
    address: plainText(actor.address, 64),
    deployment: target?.deployment === undefined ? null : plainText(target.deployment, 64),
    target: target === undefined ? null : plainText(target.shown, 200),
    target_tag: target?.identity === undefined ? null : auditTargetTag(seal, target.identity),
    reason: entry.reason === undefined ? null : plainText(entry.reason, 500),
    count: entry.count !== undefined && Number.isSafeInteger(entry.count) ? entry.count : null,
    error_code: entry.errorCode === undefined ? null : plainText(entry.errorCode, 64),
  };
}
