import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { closeSignIn } from "./close-sign-in.ts";

/** Ends one's own sign-in. Not of kind change, for it must work in a read-only console. */
export const signOut = defineOperation({
  name: "sign-in.sign-out",
  summary: "sign out",
  kind: "access",
  roles: ROLES,
  input: z.strictObject({}),
  target: () => ({ shown: "own sign-in" }),
  async run({ actor, services }) {
    await closeSignIn(services, actor.signInId, "signed-out");
    return {};
  },
});
