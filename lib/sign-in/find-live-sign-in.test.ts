import { afterEach, beforeEach, expect, test } from "vitest";
import { closeSignIn } from "./close-sign-in.ts";
import { findLiveSignIn } from "./find-live-sign-in.ts";
import { findUser } from "./find-user.ts";
import { renewSignIn } from "./renew-sign-in.ts";
import { startSignIn } from "./start-sign-in.ts";
import { createTestSignIn, type TestSignIn } from "./test-sign-in.ts";
import { removeUser, setDisabled, setPassword, setRole } from "./user-commands.ts";

const MINUTE = 60_000;
let fixture: TestSignIn;
let id: string;

beforeEach(async () => {
  fixture = await createTestSignIn([
    { name: "ada", role: "sre" },
    { name: "bob", role: "viewer" },
  ]);
  const { id: userId = "" } = findUser(fixture.services.config, ({ name }) => name === "ada") ?? {};
  const person = { userId, name: "ada", role: "sre" as const, provider: "password" as const };
  id = await startSignIn(fixture.services, { ...person, address: "192.0.2.1" });
});
afterEach(() => fixture.close());

const look = (active = true) => findLiveSignIn(fixture.services, id, { active });

test("knows who is signed in", async () => {
  expect(await look()).toMatchObject({ name: "ada", role: "sre", signInId: id });
});

test("ends after a quarter of an hour without activity, polling or not", async () => {
  for (let minute = 0; minute < 14; minute += 2) {
    fixture.pass(2 * MINUTE);
    expect(await look(false)).toBeDefined();
  }
  fixture.pass(MINUTE);
  expect(await look(false)).toBeUndefined();
  expect(await look(true)).toBeUndefined();
});

test("goes on for as long as somebody works, but no longer than eight hours", async () => {
  for (let minute = 0; minute < 8 * 60 - 10; minute += 10) {
    fixture.pass(10 * MINUTE);
    expect(await look()).toBeDefined();
  }
  fixture.pass(10 * MINUTE);
  expect(await look()).toBeUndefined();
});

test("follows the users file at the next request", async () => {
  setRole(fixture.usersFile, "ada", "viewer");
  expect(await look()).toMatchObject({ role: "viewer" });
  setDisabled(fixture.usersFile, "ada", true);
  expect(await look()).toBeUndefined();
  setDisabled(fixture.usersFile, "ada", false);
  expect(await look()).toBeUndefined();
});

test("ends with a removed user and leaves others alone", async () => {
  removeUser(fixture.usersFile, "bob");
  expect(await look()).toBeDefined();
  removeUser(fixture.usersFile, "ada");
  expect(await look()).toBeUndefined();
});

test("ends when the password is changed", async () => {
  fixture.pass(-MINUTE);
  const { id: userId = "" } = findUser(fixture.services.config, ({ name }) => name === "ada") ?? {};
  const person = { userId, name: "ada", role: "sre" as const, provider: "password" as const };
  id = await startSignIn(fixture.services, { ...person, address: "192.0.2.1" });
  await setPassword(fixture.usersFile, "ada", "another password");
  fixture.pass(MINUTE);
  expect(await look()).toBeUndefined();
});

test("is over once ended, and cannot be ended twice", async () => {
  expect(await closeSignIn(fixture.services, id, "signed-out")).toBe(true);
  expect(await look()).toBeUndefined();
  expect(await closeSignIn(fixture.services, id, "signed-out")).toBe(false);
});

test("gets a new id with a new proof of identity, and the old id is worth nothing", async () => {
  const before = await look();
  fixture.pass(MINUTE);
  const { signInId, authenticatedAt } = await renewSignIn(fixture.services, id);
  expect(await look()).toBeUndefined();
  const after = await findLiveSignIn(fixture.services, signInId, { active: true });
  expect(after).toMatchObject({ name: "ada", authenticatedAt });
  expect(authenticatedAt).toBe((before?.authenticatedAt ?? 0) + MINUTE);
});

test("keeps the role that a provider's claims gave, for as long as there is a provider", async () => {
  const oidc = {
    issuer: "https://id.example",
    clientId: "console",
    clientSecret: { env: "OIDC_SECRET" },
    roles: { support: ["help-desk"] },
  };
  const other = await createTestSignIn([], { oidc });
  const person = { userId: "oidc:7", name: "dan", role: "support" as const, provider: "oidc" as const };
  const foreignId = await startSignIn(other.services, { ...person, address: "192.0.2.1" });
  expect(await findLiveSignIn(other.services, foreignId, { active: true })).toMatchObject({ role: "support" });
  await other.close();
});
