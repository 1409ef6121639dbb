import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { stringify } from "yaml";
import { DomainError } from "#lib/errors.ts";
import { readUsersFile, UsersFile } from "./users-file.ts";

/** Rewrites the file whole, readable by its owner alone; a reader sees the old one or the new one. */
export function editUsersFile(path: string, change: (file: UsersFile) => UsersFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = openDraft(draft);
  try {
    const before = readIfPresent(path);
    writeSync(file, stringify(UsersFile.parse(change(before))));
    fsyncSync(file);
    renameSync(draft, path);
  } catch (thrown) {
    rmSync(draft, { force: true });
    throw thrown;
  } finally {
    closeSync(file);
  }
}

/** The draft is also the lock: two commands at once would lose one's change. */
function openDraft(draft: string): number {
  try {
    return openSync(draft, "wx", 0o600);
  } catch (cause) {
    if (!isCode(cause, "EEXIST")) throw cause;
    throw new DomainError("CONFLICT", "Another command is changing the users file.", {
      cause,
      where: draft,
      advice: "Try again; if no other command runs, one was interrupted: delete the file named here.",
    });
  }
}

function readIfPresent(path: string): UsersFile {
  try {
    return readUsersFile(path);
  } catch (thrown) {
    if (thrown instanceof DomainError && isCode(thrown.cause, "ENOENT")) return { users: [] };
    throw thrown;
  }
}

function isCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === code;
}
