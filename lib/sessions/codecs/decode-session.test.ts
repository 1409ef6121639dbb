import { describe, expect, it } from "vitest";
import { SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { decodeSession } from "./decode-session.ts";
import { testValues } from "./test-values.ts";

const keyspace = (more: Record<string, unknown>) =>
  SessionKeyspace.parse({
    kind: "session",
    name: "web",
    label: "Web",
    db: 0,
    match: "s:{id}",
    type: "string",
    codec: ["json"],
    ...more,
  });
const STRING = keyspace({});
const HASH = keyspace({ type: "hash" });
const ONE_FIELD = keyspace({ type: "hash", field: "data" });

describe("a session's value", () => {
  it.each(["", "null", "42", '"text"', "{", '{"a":1}x', "\u0080\u0004pickle", "[".repeat(100_000)])(
    "is undecodable when it is %.20j",
    (text) => expect(decodeSession(STRING, Buffer.from(text, "latin1"))).toBeUndefined(),
  );

  it("is undecodable when it is no UTF-8", () => {
    expect(decodeSession(STRING, Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeUndefined();
  });

  it("keeps integers exact that a double cannot hold", () => {
    const value = decodeSession(STRING, Buffer.from('{"user":9007199254740993,"at":1795401014384000.5,"n":1}'));
    expect(value).toEqual({ user: 9007199254740993n, at: 1795401014384000.5, n: 1 });
  });

  it("takes __proto__ for a member and nothing else", () => {
    const value = decodeSession(STRING, Buffer.from('{"__proto__":{"user":1},"long":1234567890123456789}'));
    expect(Object.hasOwn(value ?? {}, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it("is a hash's fields, those that are JSON read as such", () => {
    const fields = new Map([
      ["userId", Buffer.from("007")],
      ["cart", Buffer.from('{"items":[1]}')],
      ["note", Buffer.from("{no json")],
      ["__proto__", Buffer.from("x")],
    ]);
    const value = decodeSession(HASH, fields);
    expect(value).toMatchObject({ userId: "007", cart: { items: [1] }, note: "{no json" });
    expect(Object.hasOwn(value ?? {}, "__proto__")).toBe(true);
  });

  it("is what one field of a hash holds, where one does", () => {
    expect(decodeSession(ONE_FIELD, new Map([["data", Buffer.from('{"user":1}')]]))).toEqual({ user: 1 });
    expect(decodeSession(ONE_FIELD, new Map([["other", Buffer.from('{"user":1}')]]))).toBeUndefined();
  });

  it("is a hash whose fields Java serialized, beside text", () => {
    const java = testValues().filter(({ codec }) => codec === "java-hash");
    const bytesOf = (name: string) => java.find((value) => value.name === name)?.bytes ?? Buffer.alloc(0);
    const fields = new Map([
      ["creationTime", bytesOf("long")],
      ["maxInactiveInterval", bytesOf("integer")],
      ["sessionAttr:SPRING_SECURITY_CONTEXT", bytesOf("context")],
      ["plain", Buffer.from("text")],
      ["broken", Buffer.from("aced000573", "hex")],
    ]);
    const spring = keyspace({ type: "hash", codec: ["java-hash"] });
    expect(decodeSession(spring, fields)).toMatchObject({
      creationTime: 1796010818000,
      maxInactiveInterval: 1800,
      "sessionAttr:SPRING_SECURITY_CONTEXT": { authentication: { principal: { username: "ann", id: 4711 } } },
      plain: "text",
      broken: Buffer.from("aced000573", "hex"),
    });
  });

  it("stays unread where the codec is none", () => {
    expect(decodeSession(keyspace({ codec: ["none"] }), Buffer.from('{"user":1}'))).toBeUndefined();
  });
});
