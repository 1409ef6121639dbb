import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import { Role } from "#lib/roles.ts";
import { UserName } from "./schema.ts";

export const User = z.strictObject({
  id: z.string().min(1).max(64),
  name: UserName,
  role: Role,
  disabled: z.boolean().default(false),
  /** In the form that `hashPassword` writes. */
  password: z.string().regex(/^\$scrypt\$/, "must be a scrypt hash; set it with the users command"),
  /** Milliseconds since the epoch; sign-ins from before it have ended. */
  passwordChangedAt: z.int().min(0).default(0),
});
export type User = z.infer<typeof User>;

export const UsersFile = z
  .strictObject({ users: z.array(User) })
  .refine(({ users }) => new Set(users.map(({ name }) => name)).size === users.length, "must name each user once")
  .refine(({ users }) => new Set(users.map(({ id }) => id)).size === users.length, "must give each user another id");
export type UsersFile = z.infer<typeof UsersFile>;

export function readUsersFile(path: string): UsersFile {
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw unusable(path, isMissing(cause) ? "does not exist" : "cannot be read as YAML", cause);
  }
  const parsed = UsersFile.safeParse(content ?? { users: [] });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unusable(path, `is not valid: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
}

function unusable(path: string, why: string, cause?: unknown): DomainError {
  return new DomainError("STORE_UNAVAILABLE", `The users file ${why}.`, {
    cause,
    where: path,
    advice: "Whoever runs the console can write it with the command: npm run users -- add NAME --role ROLE.",
  });
}
