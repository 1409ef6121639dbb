import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { SessionCodec, SessionKeyspace } from "#lib/config/session-keyspace-schema.ts";
import { understandTerm } from "./search-term.ts";
import { sessionKeyspaces } from "./session-keyspace.ts";

const NOBODY = { userId: undefined, email: undefined, ip: undefined, device: undefined, createdAt: undefined };

function keyspaceWith(cookie: SessionKeyspace["cookie"]) {
  const config = DeploymentConfig.parse({
    kind: "standalone",
    label: "Test",
    environment: { name: "test", colour: "grey", production: false },
    users: { reader: {} },
    address: "127.0.0.1:6379",
    keyspaces: [
      {
        kind: "session",
        name: "web",
        label: "Web",
        db: 0,
        match: "sess:{id}",
        type: "string",
        codec: ["json"],
        cookie,
      },
    ],
  });
  const [keyspace] = sessionKeyspaces(config);
  if (keyspace === undefined) throw new Error("There is no keyspace.");
  return keyspace;
}

const keysOf = (text: string, cookie?: SessionKeyspace["cookie"]) =>
  understandTerm(text).keysIn(keyspaceWith(cookie)).map(String);

describe("a search term", () => {
  it.each([
    ["42", ["user", "session-id"]],
    ["ann@example.com", ["email", "user"]],
    ["192.0.2.1", ["ip", "user"]],
    ["2001:db8::1", ["ip", "user"]],
  ])("%s means %j", (text, kinds) => expect(understandTerm(text).kinds).toEqual(kinds));

  it("names the keys of an id, of a whole key, and of a signed cookie", () => {
    expect(keysOf("abc")).toEqual(["sess:abc"]);
    expect(keysOf("sess:abc")).toContain("sess:abc");
    expect(keysOf("connect.sid=s%3Aabc.c2lnbmF0dXJl")).toContain("sess:abc");
    expect(keysOf("Zk3vN0bq8Yp1Xw5T.c2lnbmF0dXJlc2lnbmF0dXJl")).toContain("sess:Zk3vN0bq8Yp1Xw5T");
  });

  it("names the keys of every cookie in a header, each once", () => {
    const header = "Cookie: theme=dark; connect.sid=s%3Aabc.c2lnbmF0dXJl; other=x";
    expect(keysOf(header)).toContain("sess:abc");
    const wrapped = Buffer.from("3f0c1f0e-3a53-4a38-9d2c-0d5a6f6c8c11").toString("base64");
    expect(keysOf(`SESSION=${wrapped}`)).toContain("sess:3f0c1f0e-3a53-4a38-9d2c-0d5a6f6c8c11");
    expect(keysOf("Set-Cookie: sid=abc; Path=/; HttpOnly")).toContain("sess:abc");
    expect(keysOf("sess:abc").filter((key) => key === "sess:abc")).toHaveLength(1);
    expect(understandTerm(header).isCookie).toBe(true);
  });

  it("names the key that a cookie's hash makes", () => {
    const hash = createHash("sha256").update("abc").digest("hex");
    expect(keysOf("abc", { name: "sid", toId: "sha256" })).toContain(`sess:${hash}`);
  });

  it("is not undone by a broken percent sign", () => expect(keysOf("a%zz")).toEqual(["sess:a%zz"]));

  it("fits a user id exactly, an e-mail address in any case, and an address in any spelling", () => {
    const fits = (text: string, facts: Partial<typeof NOBODY | Record<string, string>>) =>
      understandTerm(text).fits({ ...NOBODY, ...facts });
    expect(fits("42", { userId: "42" })).toBe(true);
    expect(fits("42", { userId: "421" })).toBe(false);
    expect(fits("Ann", { userId: "ann" })).toBe(false);
    expect(fits("ANN@Example.com", { email: "ann@example.COM" })).toBe(true);
    expect(fits("ann@example.com", { email: "joann@example.com" })).toBe(false);
    expect(fits("2001:db8::1", { ip: "2001:0DB8:0:0:0:0:0:1" })).toBe(true);
    expect(fits("::ffff:192.0.2.1", { ip: "192.0.2.1" })).toBe(true);
    expect(fits("192.0.2.1", { ip: "::ffff:192.0.2.1" })).toBe(true);
    expect(fits("::ffff:c000:201", { ip: "192.0.2.1" })).toBe(true);
    expect(fits("192.0.2.1", { ip: "not an address" })).toBe(false);
    expect(fits("192.0.2.1", { ip: "192.0.2.10" })).toBe(false);
  });

  it("passes over bytes only where they cannot hold it", () => {
    const mayBeIn = (text: string, json: string) => understandTerm(text).mayBeIn(Buffer.from(json), ["json"]);
    expect(mayBeIn("42", '{"user":41}')).toBe(false);
    expect(mayBeIn("42", '{"user":42}')).toBe(true);
    expect(mayBeIn("ANN@example.com", '{"email":"ann@example.com"}')).toBe(true);
    expect(mayBeIn("o'brien", '{"user":"o\\u0027brien"}')).toBe(true);
    expect(mayBeIn("jürgen", '{"user":"j\\u00fcrgen"}')).toBe(true);
    expect(mayBeIn("2001:db8::1", '{"ip":"2001:db8:0:0:0:0:0:1"}')).toBe(true);
  });

  it("looks into every value where a codec may write it otherwise", () => {
    const mayBeIn = (text: string, codec: SessionCodec) => understandTerm(text).mayBeIn(Buffer.from("other"), [codec]);
    const binary: SessionCodec[] = ["msgpack", "pickle", "igbinary", "marshal"];
    expect(binary.map((codec) => mayBeIn("4711", codec))).toEqual([true, true, true, true]);
    expect(binary.map((codec) => mayBeIn("ann@example.com", codec))).toEqual([false, false, false, false]);
    expect(mayBeIn("550e8400-e29b-41d4-a716-446655440000", "pickle")).toBe(true);
    expect(mayBeIn("ann", "zlib+pickle")).toBe(true);
    expect(mayBeIn("4711", "php")).toBe(false);
    expect(mayBeIn("192.0.2.1", "marshal")).toBe(false);
  });
});
