import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { checkPassword } from "./check-password.ts";
import { findUser } from "./find-user.ts";
import { renewSignIn } from "./renew-sign-in.ts";
import { ConfirmIdentityInput } from "./schema.ts";

/** Proves again who asks; the sign-in goes on under another id, which the browser must be given. */
export const confirmIdentity = defineOperation({
  name: "sign-in.confirm",
  summary: "confirm your password",
  kind: "access",
  roles: ROLES,
  input: ConfirmIdentityInput,
  target: () => ({ shown: "own sign-in" }),
  async run({ actor, services }, { password }) {
    const own = findUser(services.config, ({ id }) => id === actor.userId);
    if (own === undefined) {
      throw new DomainError("CONFLICT", "Your password is not kept by this console.", {
        advice: "Sign out and sign in again; what is marked so can be done in the five minutes after.",
      });
    }
    try {
      await checkPassword(services, { name: own.name, password, address: actor.address });
    } catch (thrown) {
      throw wrongPassword(thrown);
    }
    return renewSignIn(services, actor.signInId);
  },
});

/** Somebody who is signed in must not be told that they are not. */
function wrongPassword(thrown: unknown): unknown {
  if (!(thrown instanceof DomainError) || thrown.code !== "UNAUTHENTICATED") return thrown;
  return new DomainError("STEP_UP_REQUIRED", "The password is not right, or the account is locked.", {
    cause: thrown,
    where: "password",
  });
}
