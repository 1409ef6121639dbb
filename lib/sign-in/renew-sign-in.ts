import { randomBytes } from "node:crypto";
import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { RENEWED_AS } from "./close-sign-in.ts";

/** Gives a live sign-in a new id and a fresh proof of identity; its absolute end stays where it was. */
export async function renewSignIn(
  { store, now }: Pick<Services, "store" | "now">,
  id: string,
): Promise<{ signInId: string; authenticatedAt: number }> {
  const at = now();
  const signInId = randomBytes(24).toString("base64url");
  await store.db.transaction().execute(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable("sign_in")
      .set({ ended_at: at, ended_why: `${RENEWED_AS}${signInId}` })
      .where("id", "=", id)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("UNAUTHENTICATED", "Your sign-in has ended.");
    const row = await db.selectFrom("sign_in").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const renewed = { id: signInId, authenticated_at: at, last_seen_at: at, ended_at: null, ended_why: null };
    await db
      .insertInto("sign_in")
      .values({ ...row, ...renewed })
      .execute();
  });
  return { signInId, authenticatedAt: at };
}

/** What a sign-in goes on as; for what was authorised before and still runs, never for what a browser sends. */
export async function renewedId({ store }: Pick<Services, "store">, id: string): Promise<string | undefined> {
  const row = await store.db.selectFrom("sign_in").select("ended_why").where("id", "=", id).executeTakeFirst();
  return row?.ended_why?.startsWith(RENEWED_AS) ? row.ended_why.slice(RENEWED_AS.length) : undefined;
}
