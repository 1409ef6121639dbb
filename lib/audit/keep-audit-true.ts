import { log } from "#lib/log.ts";
import type { Seal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditLog } from "./audit-line.ts";
import { leaveProcess, registeredProcesses, removeGoneProcesses, showLife } from "./process-register.ts";
import { type EndedProcesses, reconcileAudit } from "./reconcile-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

const HEARTBEAT_MS = 15_000;

interface KeepOptions {
  readonly store: Store;
  readonly seal: Seal;
  readonly audit: AuditLog;
  readonly now: () => number;
  readonly processId: string;
  readonly anchorFolder: string;
}

/** Gives what was left open its outcome, now and as other processes end; verifies the whole log beside the start. */
export async function keepAuditTrue(options: KeepOptions): Promise<{ close(): Promise<void> }> {
  const { store, audit, now, processId } = options;
  const reconcile = async (ended: EndedProcesses) => {
    const count = await reconcileAudit(store, audit, ended);
    if (count > 0) log.warn("operations were found whose outcome nobody knows", { count });
  };
  await removeGoneProcesses(store, processId, now);
  await reconcile({ allBut: await registeredProcesses(store) });
  const beat = async () => {
    await showLife(store, processId, now);
    await reconcile({ of: await removeGoneProcesses(store, processId, now) });
  };
  const closing = new AbortController();
  const verified = logFailure(() => warnIfChanged(options, closing.signal));
  const timer = setInterval(() => void logFailure(beat), HEARTBEAT_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      closing.abort();
      await verified;
      await logFailure(async () => {
        await reconcile({ of: [processId] });
        await leaveProcess(store, processId);
      });
    },
  };
}

async function warnIfChanged(options: KeepOptions, signal: AbortSignal): Promise<void> {
  const verdict = await verifyAudit({ ...options, signal });
  if (verdict !== undefined && !verdict.ok) {
    log.error("the audit log is not as it was written", { seq: verdict.seq, why: verdict.why });
  }
}

async function logFailure(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    log.warn("the audit log could not be looked after", { thrown });
  }
}
