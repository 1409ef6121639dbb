import { describe, expect, it } from "vitest";
import { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { maskedFields } from "./masked-fields.ts";

const { redact } = SessionKeyspace.parse({
  kind: "session",
  name: "web",
  label: "Web",
  db: 0,
  match: "s:{id}",
  type: "string",
  codec: ["json"],
});
const fieldsOf = (value: unknown, known: string[] = []) =>
  Object.fromEntries(
    maskedFields(value, redact, known).map(({ name, value: shown, isMasked }) => [name, isMasked ? "masked" : shown]),
  );

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl";

describe("a session's members", () => {
  it.each([
    ["a name that says secret", { accessToken: 1234, nested: { Password: "x" } }],
    ["all below such a name", { secrets: { a: "x", b: ["y"] } }],
    ["a JWT, whatever its name", { a: JWT, b: `Bearer ${JWT}` }],
    [
      "a random string, whatever its name",
      { a: "s:Zk3vN0bq8Yp1Xw5TtR2u.9fGh", b: "550e8400-e29b-41d4-a716-446655440000" },
    ],
    ["an array of cookies", { cookies: undefined, cookie: ["connect.sid=abc"] }],
  ])("are masked for %s", (_, value) => {
    const shown = maskedFields(JSON.parse(JSON.stringify(value)), redact);
    expect(shown.map(({ isMasked }) => isMasked)).not.toContain(false);
    expect(JSON.stringify(shown)).not.toMatch(/1234|Zk3vN0|eyJhbG|550e8400|connect\.sid/);
  });

  it("are shown where they are harmless", () => {
    const cookie = {
      originalMaxAge: 3600000,
      expires: "2026-11-23T06:00:00.000Z",
      httpOnly: true,
      path: "/",
      value: "x",
    };
    expect(fieldsOf({ cookie, page: "/account", when: "2026-11-23T06:00:00.000Z", total: 12 })).toEqual({
      "cookie.originalMaxAge": "3600000",
      "cookie.expires": "2026-11-23T06:00:00.000Z",
      "cookie.httpOnly": "true",
      "cookie.path": "/",
      "cookie.value": "masked",
      page: "/account",
      when: "2026-11-23T06:00:00.000Z",
      total: "12",
    });
  });

  it("show bytes that are no text by their numbers, and mask what may be a key", () => {
    const random = Buffer.from("f00dfeedf00dfeedf00dfeedf00dfeed", "hex");
    expect(fieldsOf({ ip: Buffer.from([198, 51, 100, 9]), text: Buffer.from("plain"), key: random })).toEqual({
      ip: "\\xc63d\\x09",
      text: "plain",
      key: "masked",
    });
  });

  it("are shown when the row shows them anyway", () => {
    const userId = "550e8400-e29b-41d4-a716-446655440000";
    expect(fieldsOf({ userId }, [userId])).toEqual({ userId });
  });

  it("mask names that are secrets", () => {
    expect(JSON.stringify(maskedFields({ [JWT]: 1 }, redact))).not.toContain(JWT);
  });

  it("show what cannot be seen by its number, in names and in values", () => {
    expect(fieldsOf({ "a\u202eb": "x\u0000\u001b[31my" })).toEqual({ "a\\u{202e}b": "x\\u{0}\\u{1b}[31my" });
  });

  it("are bounded in number, depth and length", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 1000; level++) deep = { deep };
    const shown = maskedFields({ deep, long: "x ".repeat(100_000), many: Array(10_000).fill(1) }, redact);
    expect(shown.length).toBeLessThanOrEqual(200);
    for (const { name, value } of shown) expect(name.length + value.length).toBeLessThan(450);
  });
});
