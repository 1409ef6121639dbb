import { statSync } from "node:fs";
import type { ConsoleConfig } from "#lib/config/schema.ts";
import { readUsersFile, type User } from "./users-file.ts";

interface Loaded {
  stamp: string;
  users: readonly User[];
}

const loaded = new Map<string, Loaded>();

/** Reads the file again as soon as it is another one, so that what the users command did counts at the next request. */
export function findUser(config: ConsoleConfig, matches: (user: User) => boolean): User | undefined {
  const path = config.console.usersFile;
  return path === undefined ? undefined : currentUsers(path).find(matches);
}

function currentUsers(path: string): readonly User[] {
  const stamp = stampOf(path);
  const known = loaded.get(path);
  if (known !== undefined && known.stamp === stamp) return known.users;
  const { users } = readUsersFile(path);
  loaded.set(path, { stamp, users });
  return users;
}

function stampOf(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? "missing" : `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
}
