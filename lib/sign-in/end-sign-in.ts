import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { closeSignIn } from "./close-sign-in.ts";
import { EndSignInInput } from "./schema.ts";

/** Signs somebody out, on their next request. */
export const endSignIn = defineOperation({
  name: "sign-in.end",
  summary: "sign other people out",
  kind: "change",
  roles: ["admin"],
  stepUp: true,
  input: EndSignInInput,
  target: ({ id }) => ({ shown: `sign-in ${id.slice(0, 6)}…`, identity: id }),
  async run({ services }, { id }) {
    if (!(await closeSignIn(services, id, "ended-by-admin"))) {
      throw new DomainError("NOT_FOUND", "That sign-in has ended already.");
    }
    return { id };
  },
});
