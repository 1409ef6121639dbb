import { randomBytes } from "node:crypto";
import { DomainError } from "../errors.ts";
import type { Services } from "../services.ts";

/** Gives a live sign-in a new id and a fresh proof of identity; its absolute end stays where it was. */
export async function renewSignIn(
  { store, now }: Pick<Services, "store" | "now">,
  id: string,
): Promise<{ signInId: string; authenticatedAt: number }> {
  const at = now();
  const signInId = randomBytes(24).toString("base64url");
  const { numUpdatedRows } = await store.db
    .updateTable("sign_in")
    .set({ id: signInId, authenticated_at: at, last_seen_at: at })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new DomainError("UNAUTHENTICATED", "Your sign-in has ended.");
  return { signInId, authenticatedAt: at };
}
