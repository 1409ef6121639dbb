import { randomUUID } from "node:crypto";
import { DomainError } from "#lib/errors.ts";
import type { Role } from "#lib/roles.ts";
import { editUsersFile } from "./edit-users-file.ts";
import { hashPassword } from "./password-hash.ts";
import { UserName } from "./schema.ts";
import { readUsersFile, type User } from "./users-file.ts";

export async function addUser(path: string, of: { name: string; role: Role; password: string }): Promise<void> {
  const name = UserName.safeParse(of.name);
  if (!name.success) {
    throw new DomainError("INVALID_INPUT", `A user's name ${name.error.issues[0]?.message ?? "is not valid"}.`);
  }
  const password = await hashPassword(of.password);
  editUsersFile(path, ({ users }) => {
    if (users.some((user) => user.name === name.data)) {
      throw new DomainError("CONFLICT", `There is a user ${name.data} already.`, { where: path });
    }
    const user = { id: randomUUID(), name: name.data, role: of.role, disabled: false, password, passwordChangedAt: 0 };
    return { users: [...users, user] };
  });
}

export async function setPassword(path: string, name: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  changeUser(path, name, { password: hash, passwordChangedAt: Date.now() });
}

export function setRole(path: string, name: string, role: Role): void {
  changeUser(path, name, { role });
}

export function setDisabled(path: string, name: string, disabled: boolean): void {
  changeUser(path, name, { disabled });
}

export function removeUser(path: string, name: string): void {
  editUsersFile(path, ({ users }) => ({ users: users.filter((user) => user !== demandUser(users, name, path)) }));
}

/** One line a user, without hashes. */
export function listUsers(path: string): string {
  const rows = readUsersFile(path).users.map(
    ({ name, role, disabled }) => `${name}\t${role}${disabled ? "\tdisabled" : ""}\n`,
  );
  return rows.join("");
}

function changeUser(path: string, name: string, change: Partial<User>): void {
  editUsersFile(path, ({ users }) => {
    const changed = demandUser(users, name, path);
    return { users: users.map((user) => (user === changed ? { ...user, ...change } : user)) };
  });
}

function demandUser(users: readonly User[], name: string, path: string): User {
  const found = users.find((user) => user.name === name.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = users.map((user) => user.name).join(", ") || "nobody";
  throw new DomainError("NOT_FOUND", `There is no user ${name}. The file has: ${names}.`, { where: path });
}
