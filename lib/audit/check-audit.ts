import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { AuditVerification } from "./schema.ts";
import { verifyAudit } from "./verify-audit.ts";

/** Reads the whole log: some seconds for each million lines. */
export const checkAudit = defineOperation({
  name: "audit.verify",
  summary: "verify the audit log",
  kind: "read",
  roles: ["sre", "admin"],
  input: z.strictObject({}),
  async run({ services: { store, seal, config }, signal }): Promise<AuditVerification> {
    const verdict = await verifyAudit({ store, seal, anchorFolder: config.store.folder, signal });
    if (verdict === undefined) throw new DomainError("TIMEOUT", "The verification was stopped before its end.");
    if (!verdict.ok) return { ok: false, seq: verdict.seq, sentence: verdict.why };
    return { ok: true, seq: verdict.lines, sentence: `All ${verdict.lines} lines are as they were written.` };
  },
});
