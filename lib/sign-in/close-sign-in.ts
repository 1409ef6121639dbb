import type { Services } from "#lib/services.ts";

export type EndReason = "signed-out" | "ended-by-admin" | "idle" | "too-old" | "user-changed" | "replaced";

/** Begins the reason of a sign-in that goes on under the id which follows. */
export const RENEWED_AS = "renewed as ";

/** False when it had ended before, or never was. */
export async function closeSignIn(
  { store, now }: Pick<Services, "store" | "now">,
  id: string,
  why: EndReason,
): Promise<boolean> {
  const { numUpdatedRows } = await store.db
    .updateTable("sign_in")
    .set({ ended_at: now(), ended_why: why })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
