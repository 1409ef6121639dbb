import type { OperationContext } from "#lib/context.ts";
import { defineOperation } from "#lib/operation.ts";
import type { RevocationRow } from "#lib/store/tables.ts";
import { inLedger } from "./ledger-filter.ts";
import { ExportLedgerInput, type LedgerExportEvent, type RevokedSession } from "./schema.ts";

const REVOCATIONS_A_PAGE = 50;
const SESSIONS_A_PAGE = 1_000;
/** A file that a spreadsheet still opens. */
const MOST_ROWS = 250_000;

/** Every session that was revoked, one row each, with who, whom, why and what came of it; no session's id is among it. */
export const exportLedger = defineOperation({
  name: "session.export",
  summary: "export what was revoked",
  kind: "access",
  roles: ["support", "sre"],
  input: ExportLedgerInput,
  target: ({ deployment }) => ({ deployment, shown: "the ledger of revocations" }),
  async run(ctx, input): Promise<AsyncIterable<LedgerExportEvent>> {
    ctx.services.deployments.get(input.deployment);
    return exported(ctx, input);
  },
});

type Input = Parameters<typeof exportLedger.run>[1];

async function* exported(ctx: OperationContext, { deployment, ...filter }: Input): AsyncGenerator<LedgerExportEvent> {
  const { store } = ctx.services;
  let rows = 0;
  let last: Pick<RevocationRow, "at" | "id"> | undefined;
  for (;;) {
    let query = store.db
      .selectFrom("revocation")
      .selectAll()
      .where((eb) => inLedger(eb, ctx.actor, deployment, filter));
    const before = last;
    if (before !== undefined) {
      query = query.where(({ eb, or, and }) =>
        or([eb("at", "<", before.at), and([eb("at", "=", before.at), eb("id", "<", before.id)])]),
      );
    }
    const page = await query.orderBy("at", "desc").orderBy("id", "desc").limit(REVOCATIONS_A_PAGE).execute();
    for (const revocation of page) {
      for await (const sessions of sessionsOf(ctx, revocation)) {
        if (ctx.signal.aborted) return;
        rows += sessions.length;
        yield { type: "rows", rows: sessions };
        if (rows >= MOST_ROWS) return yield { type: "end", isComplete: false };
      }
    }
    last = page.at(-1);
    if (page.length < REVOCATIONS_A_PAGE) return yield { type: "end", isComplete: true };
  }
}

async function* sessionsOf(
  { services }: OperationContext,
  revocation: RevocationRow,
): AsyncGenerator<RevokedSession[]> {
  let after = "";
  for (;;) {
    const page = await services.store.db
      .selectFrom("revoked_session")
      .select(["keyspace", "key_tag", "outcome"])
      .where("revocation_id", "=", revocation.id)
      .where("key_tag", ">", after)
      .orderBy("key_tag")
      .limit(SESSIONS_A_PAGE)
      .execute();
    if (page.length > 0) yield page.map((session) => toRow(revocation, session));
    const last = page.at(-1);
    if (last === undefined || page.length < SESSIONS_A_PAGE) return;
    after = last.key_tag;
  }
}

function toRow(
  { id, at, user_name, role, subject, reason, state, came_back }: RevocationRow,
  { keyspace, key_tag, outcome }: { keyspace: string; key_tag: string; outcome: string },
): RevokedSession {
  return {
    at,
    by: user_name,
    role,
    whom: subject,
    reason,
    keyspace,
    session: key_tag,
    outcome,
    recheck: state,
    cameBack: came_back,
    revocationId: id,
  };
}
