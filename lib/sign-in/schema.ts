import { z } from "zod";
import { Role } from "#lib/roles.ts";

export const MAX_PASSWORD_LENGTH = 1024;

/** What people type to sign in; case does not count. */
export const UserName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{0,63}$/, "must be letters, digits, dots, dashes, underscores and @, 64 at most");

export const SignInSummary = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  provider: z.string(),
  address: z.string(),
  createdAt: z.number(),
  lastSeenAt: z.number(),
  /** The one that asks. */
  isOwn: z.boolean(),
});
export type SignInSummary = z.infer<typeof SignInSummary>;

export const SignInList = z.array(SignInSummary);

export const ConfirmIdentityInput = z.strictObject({ password: z.string().min(1).max(MAX_PASSWORD_LENGTH) });
export type ConfirmIdentityInput = z.infer<typeof ConfirmIdentityInput>;

export const EndSignInInput = z.strictObject({
  id: z.string().min(1).max(100),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
});
export type EndSignInInput = z.infer<typeof EndSignInInput>;
