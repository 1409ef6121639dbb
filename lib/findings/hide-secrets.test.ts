import { expect, it } from "vitest";
import { hideSecrets } from "./hide-secrets.ts";

const FILE =
  'port 1\nrequirepass "a b"\nuser x on ">hunter2" ~* +@all\nsentinel auth-pass m hunter3\nmasteruser repl\n';

it("shows every line but no password, of ACL users and Sentinels neither", () => {
  const { left, right } = hideSecrets(FILE, FILE);
  expect(left).toBe(
    "port 1\nrequirepass [secret]\nuser x on [secret] ~* +@all\nsentinel auth-pass m [secret]\nmasteruser repl\n",
  );
  expect(right).toBe(left);
});

it("shows that a password differs", () => {
  const { left, right } = hideSecrets(FILE, FILE.replace("a b", "c d"));
  expect(left).toContain("requirepass [secret]");
  expect(right).toContain("requirepass [another secret]");
});

it("shows nothing of a line whose quotes do not balance", () => {
  expect(hideSecrets('requirepass "hunter2', "").left).not.toContain("hunter2");
});

it("shows no password of a line that was put out of use", () => {
  const old = '# requirepass hunter2\n## user x on >hunter3 ~*\n# requirepass "hunter4\n# the requirepass of all\n';
  const { left, right } = hideSecrets(old, "requirepass hunter2\n");
  expect(left).toBe(
    "# requirepass [secret]\n## user x on [secret] ~*\n# requirepass [a line whose quotes do not balance]\n# the requirepass of all\n",
  );
  expect(right).toBe("requirepass [secret]\n");
});
