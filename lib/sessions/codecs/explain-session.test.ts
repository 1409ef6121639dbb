import { describe, expect, it } from "vitest";
import { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { explainSession } from "./explain-session.ts";

const explain = (codec: string[], bytes: Buffer, more: Record<string, unknown> = {}) =>
  explainSession(
    SessionKeyspace.parse({
      kind: "session",
      name: "web",
      label: "Web",
      db: 0,
      match: "s:{id}",
      type: "string",
      codec,
      ...more,
    }),
    bytes,
  );

describe("why a value cannot be read", () => {
  it("is said for each codec, with the one that is missing", () => {
    expect(explain(["json", "pickle"], Buffer.from('a:1:{s:2:"id";i:7;}'))).toBe(
      "json: it is not JSON; pickle: it takes from an empty stack; php would read it: it is missing under codec",
    );
    expect(explain(["none"], Buffer.from('{"a":1}'))).toContain("json would read it");
  });

  it("holds nothing of the value", () => {
    for (const codec of ["json", "msgpack", "pickle", "php", "php-session", "php+php", "igbinary", "marshal"]) {
      expect(explain([codec], Buffer.from("csecret\nsecret\n|secret;"))).not.toContain("secret");
    }
  });

  it("says of what Laravel encrypts that it is encrypted", () => {
    const envelope = Buffer.from(JSON.stringify({ iv: "x".repeat(24), value: "y".repeat(64), mac: "z" })).toString(
      "base64",
    );
    expect(explain(["php+php"], Buffer.from(`s:${envelope.length}:"${envelope}";`))).toBe(
      "php+php: the application encrypts it",
    );
  });

  it("is that a number is no session", () => expect(explain(["json"], Buffer.from("42"))).toContain("single value"));
});
