import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import { endOf, roleNow } from "./find-live-sign-in.ts";
import type { SignInSummary } from "./schema.ts";

/** Everybody who is signed in now, the latest seen first. */
export const listSignIns = defineOperation({
  name: "sign-in.list",
  summary: "see who is signed in",
  kind: "read",
  roles: ["admin"],
  input: z.strictObject({}),
  async run({ actor, services }): Promise<SignInSummary[]> {
    const rows = await services.store.db
      .selectFrom("sign_in")
      .selectAll()
      .where("ended_at", "is", null)
      .orderBy("last_seen_at", "desc")
      .limit(500)
      .execute();
    return rows.flatMap((row) => {
      const role = roleNow(services, row);
      if (role === undefined || endOf(services, row) !== undefined) return [];
      const { id, name, provider, address } = row;
      const isOwn = id === actor.signInId;
      return [{ id, name, role, provider, address, createdAt: row.created_at, lastSeenAt: row.last_seen_at, isOwn }];
    });
  },
});
