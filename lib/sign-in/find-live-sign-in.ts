import type { Actor } from "#lib/context.ts";
import { Role } from "#lib/roles.ts";
import type { Services } from "#lib/services.ts";
import type { SignInRow } from "#lib/store/tables.ts";
import { closeSignIn, type EndReason } from "./close-sign-in.ts";
import { findUser } from "./find-user.ts";

/** Activity is written down at most this often. */
const TOUCH_MS = 10_000;

type Needed = Pick<Services, "config" | "store" | "now">;

/** The person behind a sign-in as they are now: an end, a disabled user or another role counts at once. */
export async function findLiveSignIn(
  services: Needed,
  id: string,
  { active }: { active: boolean },
): Promise<Omit<Actor, "address"> | undefined> {
  const { store, now } = services;
  const row = await store.db
    .selectFrom("sign_in")
    .selectAll()
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const role = roleNow(services, row);
  const end = role === undefined ? "user-changed" : endOf(services, row);
  if (role === undefined || end !== undefined) {
    await closeSignIn(services, id, end ?? "user-changed");
    return undefined;
  }
  if (active && now() - row.last_seen_at > TOUCH_MS) {
    await store.db.updateTable("sign_in").set({ last_seen_at: now() }).where("id", "=", id).execute();
  }
  return { userId: row.user_id, name: row.name, role, signInId: row.id, authenticatedAt: row.authenticated_at };
}

/** When a sign-in is over by the clock alone. */
export function endOf({ config, now }: Pick<Services, "config" | "now">, row: SignInRow): EndReason | undefined {
  const { idleMinutes, absoluteHours } = config.console;
  if (now() - row.created_at >= absoluteHours * 3_600_000) return "too-old";
  if (now() - row.last_seen_at >= idleMinutes * 60_000) return "idle";
  return undefined;
}

/** Undefined when the person may no longer be signed in at all. */
export function roleNow({ config }: Pick<Services, "config">, row: SignInRow): Role | undefined {
  if (row.provider !== "password") return config.console.oidc && Role.safeParse(row.role).data;
  const user = findUser(config, ({ id }) => id === row.user_id);
  if (user === undefined || user.disabled || user.passwordChangedAt > row.authenticated_at) return undefined;
  return user.role;
}
