import { randomBytes } from "node:crypto";
import type { Role } from "#lib/roles.ts";
import type { Services } from "#lib/services.ts";

/** How long ended sign-ins are remembered; also how long an address counts as known for an account. */
const REMEMBER_MS = 30 * 24 * 3_600_000;

export interface NewSignIn {
  userId: string;
  name: string;
  role: Role;
  provider: "password" | "oidc";
  address: string;
  /** When the identity was proven, in ms; now unless the provider says otherwise. */
  authenticatedAt?: number;
}

/** Enters a new sign-in into the registry and gives its id, which nothing before the sign-in could have known. */
export async function startSignIn({ store, now }: Pick<Services, "store" | "now">, of: NewSignIn): Promise<string> {
  const at = now();
  const id = randomBytes(24).toString("base64url");
  await store.db
    .deleteFrom("sign_in")
    .where("created_at", "<", at - REMEMBER_MS)
    .execute();
  await store.db
    .insertInto("sign_in")
    .values({
      id,
      user_id: of.userId,
      name: of.name,
      provider: of.provider,
      role: of.role,
      address: of.address,
      created_at: at,
      last_seen_at: at,
      authenticated_at: of.authenticatedAt ?? at,
      ended_at: null,
      ended_why: null,
    })
    .execute();
  return id;
}
