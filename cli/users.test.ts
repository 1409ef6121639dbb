import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-users-cli-"));
  file = join(folder, "users.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the command prints on both outputs, and its exit status. */
function users(argv: readonly string[], input = ""): Promise<{ status: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ["cli/users.ts", ...argv, "--file", file], (error, out, err) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, out, err });
    });
    child.stdin?.end(input);
  });
}

test("adds a user with a password from standard input, which it neither prints nor keeps", async () => {
  const { status, out } = await users(["add", "Ada", "--role", "sre"], "correct horse battery\nsecond line");
  expect([status, out]).toEqual([0, "Ada can sign in as sre.\n"]);
  expect(readFileSync(file, "utf8")).not.toContain("correct");
  expect(await users(["list"])).toMatchObject({ status: 0, out: "ada\tsre\n" });
});

test("makes a password when asked to", async () => {
  const { out } = await users(["add", "bob", "--role", "viewer", "--generate"]);
  expect(out).toMatch(/^Password: (\w{5}-){3}\w{5}\nbob can sign in as viewer\.\n$/);
});

test("changes role and state, and removes", async () => {
  await users(["add", "bob", "--role", "viewer", "--generate"]);
  await users(["role", "bob", "--role", "admin"]);
  await users(["disable", "bob"]);
  expect((await users(["list"])).out).toBe("bob\tadmin\tdisabled\n");
  await users(["enable", "bob"]);
  expect((await users(["list"])).out).toBe("bob\tadmin\n");
  await users(["remove", "bob"]);
  expect((await users(["list"])).out).toBe("");
});

test.each([
  [["add", "eve", "--role", "sre"], "short\n", 64],
  [["add", "eve"], "correct horse battery\n", 64],
  [["add", "eve", "--role", "emperor"], "correct horse battery\n", 64],
  [["add", "no spaces", "--role", "sre"], "correct horse battery\n", 64],
  [["role", "nobody", "--role", "sre"], "", 66],
  [["conquer", "eve"], "", 64],
  [["add", "eve", "--role", "sre", "--password", "x"], "", 64],
])("refuses %j", async (argv, input, expected) => {
  await users(["add", "ada", "--role", "sre", "--generate"]);
  const { status, err } = await users(argv, input);
  expect([status, err.length > 0]).toEqual([expected, true]);
  expect((await users(["list"])).out).toBe("ada\tsre\n");
});
