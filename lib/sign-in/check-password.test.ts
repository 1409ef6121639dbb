import { afterEach, expect, test } from "vitest";
import { isDomainError } from "#lib/errors.ts";
import { checkPassword } from "./check-password.ts";
import { startSignIn } from "./start-sign-in.ts";
import { createTestSignIn, PASSWORD, type TestSignIn } from "./test-sign-in.ts";
import { setDisabled, setPassword } from "./user-commands.ts";

const MINUTE = 60_000;
let fixture: TestSignIn;
afterEach(() => fixture.close());

/** The code and the text that a person would be given, or the name of who is let in. */
async function attempt(name: string, password: string, address = "192.0.2.1"): Promise<string> {
  try {
    return (await checkPassword(fixture.services, { name, password, address })).name;
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    return `${thrown.code} ${thrown.message} ${thrown.advice}`;
  }
}

async function fail(times: number, name: string, address = "192.0.2.1"): Promise<void> {
  for (let time = 0; time < times; time += 1) await attempt(name, "wrong", address);
}

test("lets in whoever knows the password, however the name is cased", async () => {
  fixture = await createTestSignIn();
  expect(await attempt(" Ada ", PASSWORD)).toBe("ada");
});

test("answers a wrong password, an unknown, a disabled and a locked account alike", async () => {
  fixture = await createTestSignIn([
    { name: "ada", role: "sre" },
    { name: "bob", role: "viewer" },
    { name: "cleo", role: "viewer" },
  ]);
  setDisabled(fixture.usersFile, "bob", true);
  const wrong = await attempt("ada", "wrong");
  expect(wrong).toMatch(/^UNAUTHENTICATED/);
  expect(await attempt("nobody", PASSWORD)).toBe(wrong);
  expect(await attempt("no such name!", PASSWORD)).toBe(wrong);
  expect(await attempt("bob", PASSWORD)).toBe(wrong);
  expect(await attempt("ada", "")).toBe(wrong);
  expect(await attempt("ada", "x".repeat(100_000))).toBe(wrong);
  await fail(5, "cleo");
  expect(await attempt("cleo", PASSWORD)).toBe(wrong);
});

test("computes one hash for an unknown name too, so that its time tells nothing", async () => {
  fixture = await createTestSignIn();
  await setPassword(fixture.usersFile, "ada", PASSWORD);
  const cpuOf = async (name: string) => {
    const before = process.cpuUsage();
    await attempt(name, "wrong");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const [known, unknown] = [await cpuOf("ada"), await cpuOf("nobody")];
  expect(unknown).toBeGreaterThan(known / 3);
});

test("locks an account after five failures, lets it in after a quarter of an hour, and doubles the lock once", async () => {
  fixture = await createTestSignIn();
  await fail(5, "ada");
  expect(await attempt("ada", PASSWORD)).toMatch(/^UNAUTHENTICATED/);
  fixture.pass(16 * MINUTE);
  await fail(5, "ada");
  fixture.pass(16 * MINUTE);
  expect(await attempt("ada", PASSWORD)).toMatch(/^UNAUTHENTICATED/);
  fixture.pass(15 * MINUTE);
  expect(await attempt("ada", PASSWORD)).toBe("ada");
});

test("never locks for longer than half an hour, whatever is tried meanwhile", async () => {
  fixture = await createTestSignIn();
  for (let round = 0; round < 3; round += 1) {
    await fail(7, "ada");
    fixture.pass(31 * MINUTE);
  }
  expect(await attempt("ada", PASSWORD)).toBe("ada");
});

test("forgets four failures once the password is right", async () => {
  fixture = await createTestSignIn();
  await fail(4, "ada");
  expect(await attempt("ada", PASSWORD)).toBe("ada");
  await fail(4, "ada");
  expect(await attempt("ada", PASSWORD)).toBe("ada");
});

test("lets the owner in from a known address while strangers keep the account locked", async () => {
  fixture = await createTestSignIn();
  const { id: userId } = await checkPassword(fixture.services, {
    name: "ada",
    password: PASSWORD,
    address: "192.0.2.7",
  });
  await startSignIn(fixture.services, { userId, name: "ada", role: "sre", provider: "password", address: "192.0.2.7" });
  await fail(6, "ada", "198.51.100.9");
  expect(await attempt("ada", PASSWORD, "198.51.100.9")).toMatch(/^UNAUTHENTICATED/);
  expect(await attempt("ada", PASSWORD, "192.0.2.7")).toBe("ada");
});

test("lets no more than five of many attempts at once try a password", async () => {
  fixture = await createTestSignIn();
  const wrong = Array.from({ length: 12 }, () => attempt("ada", "wrong"));
  const right = attempt("ada", PASSWORD);
  await Promise.all(wrong);
  expect(await right).toMatch(/^UNAUTHENTICATED/);
});

test("stops an address after forty attempts and lets it go on at twenty a minute", async () => {
  const names = Array.from({ length: 41 }, (_, index) => `user${index}`);
  fixture = await createTestSignIn(names.map((name) => ({ name, role: "viewer" })));
  const attempts = await Promise.all(names.map((name) => attempt(name, "wrong")));
  expect(attempts.filter((answer) => answer.startsWith("TOO_MANY_REQUESTS"))).toHaveLength(1);
  expect(await attempt("ada", "wrong", "192.0.2.2")).toMatch(/^UNAUTHENTICATED/);
  fixture.pass(3_000);
  expect(await attempt("ada", "wrong")).toMatch(/^UNAUTHENTICATED/);
  expect(await attempt("ada", "wrong")).toMatch(/^TOO_MANY_REQUESTS/);
});

test("keeps no typed name in the store", async () => {
  fixture = await createTestSignIn([]);
  await attempt("my-password-typed-as-a-name", "wrong");
  const rows = await fixture.services.store.db.selectFrom("throttle").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain("typed-as-a-name");
  expect(rows).toHaveLength(2);
});
