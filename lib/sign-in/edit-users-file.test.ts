import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyPassword } from "./password-hash.ts";
import { addUser, listUsers, removeUser, setDisabled, setPassword, setRole } from "./user-commands.ts";
import { readUsersFile } from "./users-file.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-users-"));
  path = join(folder, "inner", "users.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

const ada = { name: "Ada", role: "sre", password: "correct horse battery" } as const;

test("keeps users with a hash, readable by the owner alone, and leaves no draft", async () => {
  await addUser(path, ada);
  const [user] = readUsersFile(path).users;
  expect(user).toMatchObject({ name: "ada", role: "sre", disabled: false });
  expect(readFileSync(path, "utf8")).not.toContain(ada.password);
  expect(await verifyPassword(ada.password, user?.password ?? "")).toBe(true);
  expect(await verifyPassword("another", user?.password ?? "")).toBe(false);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, "inner"))).toEqual(["users.yaml"]);
});

test("takes a password written in either Unicode form", async () => {
  await addUser(path, { ...ada, password: "caf\u00e9 caf\u00e9 caf\u00e9" });
  const hash = readUsersFile(path).users[0]?.password ?? "";
  expect(await verifyPassword("cafe\u0301 cafe\u0301 cafe\u0301", hash)).toBe(true);
});

test("changes role, state and password of one user alone", async () => {
  await addUser(path, ada);
  await addUser(path, { name: "bob", role: "viewer", password: "another long one" });
  setRole(path, "ada", "admin");
  setDisabled(path, "bob", true);
  expect(listUsers(path)).toBe("ada\tadmin\nbob\tviewer\tdisabled\n");
  await setPassword(path, "bob", "yet another one");
  const bob = readUsersFile(path).users[1];
  expect(await verifyPassword("yet another one", bob?.password ?? "")).toBe(true);
  expect(bob?.passwordChangedAt).toBeGreaterThan(0);
  removeUser(path, "ada");
  expect(listUsers(path)).toBe("bob\tviewer\tdisabled\n");
});

test("refuses a second user of one name, an unknown user and a name that is none", async () => {
  await addUser(path, ada);
  await expect(addUser(path, ada)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(addUser(path, { ...ada, name: "no spaces" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(() => setRole(path, "bob", "sre")).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  expect(listUsers(path)).toBe("ada\tsre\n");
});

test("does not touch a file that another command is changing, nor one it cannot read", async () => {
  await addUser(path, ada);
  writeFileSync(`${path}.new`, "");
  await expect(addUser(path, { ...ada, name: "bob" })).rejects.toMatchObject({ code: "CONFLICT" });
  rmSync(`${path}.new`);
  writeFileSync(path, "users: [{ name: ada, role: emperor }]");
  await expect(addUser(path, { ...ada, name: "bob" })).rejects.toMatchObject({
    code: "STORE_UNAVAILABLE",
    where: path,
  });
  expect(readFileSync(path, "utf8")).toContain("emperor");
});
