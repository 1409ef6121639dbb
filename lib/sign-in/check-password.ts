import { DomainError } from "#lib/errors.ts";
import type { Services } from "#lib/services.ts";
import { findUser } from "./find-user.ts";
import { hashQueue } from "./hash-queue.ts";
import { NOBODYS_HASH, verifyPassword } from "./password-hash.ts";
import { MAX_PASSWORD_LENGTH, UserName } from "./schema.ts";
import { admitAddress, admitAttempt, forgiveAccount } from "./throttle.ts";
import type { User } from "./users-file.ts";

export interface PasswordAttempt {
  name: string;
  password: string;
  address: string;
}

type Needed = Pick<Services, "config" | "store" | "seal" | "now">;

/** The one place where a password is compared. Whatever is wrong, the answer and its time are the same. */
export async function checkPassword(services: Needed, attempt: PasswordAttempt): Promise<User> {
  if (!(await admitAddress(services, attempt.address))) {
    throw new DomainError("TOO_MANY_REQUESTS", "Too many attempts to sign in came from your address.");
  }
  const name = UserName.safeParse(attempt.name).data ?? "";
  const user = findUser(services.config, (candidate) => candidate.name === name);
  return hashQueue().run(async () => {
    const account = await accountKey(services, name, user, attempt.address);
    const isAdmitted = await admitAttempt(services, account);
    const password = attempt.password.length > MAX_PASSWORD_LENGTH ? "" : attempt.password;
    const matches = await verifyPassword(password, user?.password ?? NOBODYS_HASH);
    if (user === undefined || user.disabled || !isAdmitted || !matches || password === "") throw notAccepted();
    await forgiveAccount(services, account);
    return user;
  });
}

/**
 * Failures from where an account has lately signed in are counted apart from the rest of the world's,
 * so that strangers who keep an account locked do not lock out its owner. Typed names are kept only as tags.
 */
async function accountKey(
  { store, seal }: Needed,
  name: string,
  user: User | undefined,
  address: string,
): Promise<string> {
  const known = await store.db
    .selectFrom("sign_in")
    .select("id")
    .where("user_id", "=", user?.id ?? "")
    .where("address", "=", address)
    .limit(1)
    .executeTakeFirst();
  return seal.tag("sign-in-throttle", known === undefined ? name : `${name} from ${address}`);
}

function notAccepted(): DomainError {
  return new DomainError("UNAUTHENTICATED", "The name or the password is not right, or the account is locked.", {
    advice: "Check both and try again. After five failures an account is locked for a quarter of an hour.",
  });
}
