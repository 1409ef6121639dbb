import type { Seal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow } from "#lib/store/tables.ts";
import { type AuditAnchor, isOurAnchor, readAnchor } from "./audit-anchor.ts";
import { auditHash, GENESIS_HASH } from "./audit-hash.ts";

const PAGE = 1000;

/** `seq` is the first line that is not as it was written, or the first that is missing. */
type Broken = { readonly ok: false; readonly seq: number; readonly why: string };

export type AuditVerdict = { readonly ok: true; readonly lines: number; readonly headHash: string } | Broken;

interface VerifyOptions {
  readonly store: Store;
  readonly seal: Seal;
  readonly anchorFolder: string;
  readonly signal?: AbortSignal;
}

/** Reads the whole log; undefined when told to stop. Lines that others append meanwhile do no harm. */
export async function verifyAudit(options: VerifyOptions): Promise<AuditVerdict | undefined> {
  const { store, seal, anchorFolder } = options;
  // Before the lines: an anchor that is read first can only be older than they are.
  const anchors = [readAnchor(anchorFolder), await readHead(store)].filter((anchor) => anchor !== undefined);
  const hashes = new Map<number, string>();
  let previous = GENESIS_HASH;
  let lines = 0;
  for (;;) {
    if (options.signal?.aborted) return undefined;
    const page = await readPage(store, lines);
    for (const row of page) {
      const why = whyBroken(row, lines + 1, previous);
      if (why !== undefined) return { ok: false, seq: lines + 1, why };
      lines += 1;
      previous = row.hash;
      if (anchors.some((anchor) => anchor !== "unreadable" && anchor.seq === row.seq)) hashes.set(row.seq, row.hash);
    }
    if (page.length < PAGE) break;
  }
  for (const anchor of anchors) {
    const broken = againstAnchor(anchor, lines, hashes, seal);
    if (broken !== undefined) return broken;
  }
  return { ok: true, lines, headHash: previous };
}

function readPage(store: Store, after: number): Promise<AuditRow[]> {
  return store.db.selectFrom("audit").selectAll().where("seq", ">", after).orderBy("seq").limit(PAGE).execute();
}

function whyBroken(row: AuditRow, seq: number, previous: string): string | undefined {
  if (row.seq !== seq) return `Line ${seq} is missing.`;
  if (row.previous_hash !== previous) return "The line does not follow the one before it.";
  return auditHash(row) === row.hash ? undefined : "The line is not as it was written.";
}

function againstAnchor(
  anchor: AuditAnchor | "unreadable",
  lines: number,
  hashes: ReadonlyMap<number, string>,
  seal: Seal,
): Broken | undefined {
  if (anchor === "unreadable" || !isOurAnchor(seal, anchor)) {
    return { ok: false, seq: lines + 1, why: "A note of where the log ends was not written by this console." };
  }
  if (anchor.seq > lines) {
    return { ok: false, seq: lines + 1, why: `The log ends at line ${lines}, but line ${anchor.seq} was written.` };
  }
  if (hashes.get(anchor.seq) === anchor.hash) return undefined;
  return { ok: false, seq: anchor.seq, why: "The line is not the one that was written under this number." };
}

async function readHead(store: Store): Promise<AuditAnchor | "unreadable" | undefined> {
  const head = await store.db.selectFrom("audit_head").select(["seq", "hash", "mac"]).executeTakeFirst();
  if (head === undefined) return "unreadable";
  return head.seq === 0 ? undefined : head;
}
