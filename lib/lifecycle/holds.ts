import { randomUUID } from "node:crypto";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";

/** The subject of whatever takes something of the deployment down: one at a time, or two together break what each alone would not. */
export const DISRUPTION = "*";

const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 1_000;

export interface Hold {
  deployment: string;
  /** An instance's name, or DISRUPTION. */
  subject: string;
  /** Completes the sentence "… is being": restarted. */
  what: string;
  who: string;
  /** Whoever names the same may have it again. */
  holder?: string;
}

/** Takes the hold, or tells who has it; whoever takes it keeps it for ten seconds, unless renewed or let go. */
export async function takeHold({ store, now }: Services, hold: Hold & { holder: string }): Promise<void> {
  const { deployment, subject, holder, what, who } = hold;
  const at = now();
  const row = { deployment, subject, holder, what, user_name: who, since: at, held_until: at + LEASE_MS };
  const taken = await store.db
    .insertInto("hold")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(["deployment", "subject"])
        .doUpdateSet(row)
        .where((found) => found.or([found("hold.held_until", "<", at), found("hold.holder", "=", holder)])),
    )
    .returning("holder")
    .executeTakeFirst();
  if (taken?.holder === holder) return;
  const other = await store.db
    .selectFrom("hold")
    .selectAll()
    .where("deployment", "=", deployment)
    .where("subject", "=", subject)
    .executeTakeFirst();
  throw busy(hold, other);
}

function busy({ subject, deployment }: Hold, other: { what: string; user_name: string } | undefined): DomainError {
  const subjectWords = subject === DISRUPTION ? `an instance of ${deployment}` : subject;
  const by = other === undefined ? "" : `: ${other.what}, by ${other.user_name}`;
  return new DomainError("CONFLICT", `Somebody is at work on ${subjectWords} already${by}.`, {
    where: subject === DISRUPTION ? deployment : subject,
    advice: "Nothing was done. Wait until that has ended; the Instances page shows it.",
  });
}

export async function letGo({ store }: Services, { deployment, subject, holder }: Hold): Promise<void> {
  await store.db
    .deleteFrom("hold")
    .where("deployment", "=", deployment)
    .where("subject", "=", subject)
    .where("holder", "=", holder ?? "")
    .execute();
}

/** Works while nobody else, in no console process, works on the same; `work` is told when the hold was lost. */
export async function withHold<T>(services: Services, hold: Hold, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const own = { ...hold, holder: hold.holder ?? randomUUID() };
  await takeHold(services, own);
  const lost = new AbortController();
  let renewing: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renewing
      .then(() => renew(services, own))
      .then((isStillHeld) => isStillHeld || lost.abort())
      .catch((thrown: unknown) => log.error("a hold could not be renewed", { subject: own.subject, thrown }));
  }, RENEW_EVERY_MS);
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(timer);
    await renewing;
    await letGo(services, own).catch((thrown: unknown) =>
      log.error("a hold could not be let go; it ends by itself", { subject: own.subject, thrown }),
    );
  }
}

async function renew({ store, now }: Services, hold: Hold & { holder: string }): Promise<boolean> {
  const { numUpdatedRows } = await store.db
    .updateTable("hold")
    .set({ held_until: now() + LEASE_MS })
    .where("deployment", "=", hold.deployment)
    .where("subject", "=", hold.subject)
    .where("holder", "=", hold.holder)
    .executeTakeFirst();
  return numUpdatedRows > 0;
}

export interface HeldNow {
  subject: string;
  what: string;
  who: string;
  since: number;
}

export async function holdsOf({ store, now }: Services, deployment: string): Promise<HeldNow[]> {
  const rows = await store.db
    .selectFrom("hold")
    .select(["subject", "what", "user_name", "since"])
    .where("deployment", "=", deployment)
    .where("held_until", ">=", now())
    .execute();
  return rows.map(({ user_name: who, ...row }) => ({ ...row, who }));
}
