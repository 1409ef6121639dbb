import { expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { guardedKeys } from "./guarded-keys.ts";
import { countArguments, maskArguments, sizeOfArgument } from "./mask-arguments.ts";

const config = DeploymentConfig.parse({
  kind: "standalone",
  label: "Test",
  environment: { name: "test", colour: "grey", production: false },
  address: "127.0.0.1:6379",
  users: { reader: {} },
  keyspaces: [
    { kind: "session", name: "web", label: "Web", db: 0, match: "sess:{id}", type: "string", codec: ["json"] },
    { kind: "protected", name: "vault", label: "Vault", db: 0, match: "vault:{id}" },
    { kind: "cache", name: "pages", label: "Pages", db: 1, match: "cache:{id}" },
  ],
});
const keys = guardedKeys(config);

function shown(line: string | (string | Buffer)[]): string[] {
  const [command, ...args] = typeof line === "string" ? line.split(" ") : line;
  const slow = {
    id: 1,
    at: 0,
    durationMicroseconds: 1,
    command: String(command).toUpperCase(),
    args: args.map((arg) => Buffer.from(arg)),
    clientAddress: undefined,
    clientName: undefined,
  };
  const masked = maskArguments(slow, { keys, fingerprint: () => "1a2b3c4d" });
  return masked.map(({ text, isMasked }) => (isMasked ? `[${text}]` : text));
}

it.each([
  ["AUTH alice hunter2", ["[5 B]", "[7 B]"]],
  ["HELLO 3 AUTH alice hunter2 SETNAME x", ["3", "AUTH", "[5 B]", "[7 B]", "[7 B]", "[1 B]"]],
  ["CONFIG SET requirepass hunter2 maxmemory 1", ["SET", "requirepass", "[7 B]", "maxmemory", "[1 B]"]],
  ["CONFIG GET requirepass", ["GET", "requirepass"]],
  ["ACL SETUSER alice >hunter2", ["SETUSER", "alice", "[8 B]"]],
  ["MIGRATE h 1 k 0 1 AUTH2 u hunter2", ["h", "1", "k", "0", "1", "AUTH2", "[1 B]", "[7 B]"]],
  ["SENTINEL SET m auth-pass hunter2", ["SET", "m", "[9 B]", "[7 B]"]],
])("never shows what %s gives away", (line, expected) => {
  expect(shown(line)).toEqual(expected);
});

it("shows a session's key as its fingerprint, and nothing of what is written to it", () => {
  expect(shown("SET sess:abc {user:7} EX 60")).toEqual(["[Web 1a2b3c4d]", "[8 B]", "[2 B]", "[2 B]"]);
  expect(shown("MGET cache:a sess:b sess:c")).toEqual(["cache:a", "[Web 1a2b3c4d]", "[Web 1a2b3c4d]"]);
  expect(shown("GET vault:one")).toEqual(["[Vault 1a2b3c4d]"]);
  expect(shown("SCAN 0 MATCH sess:* COUNT 500")).toEqual(["0", "MATCH", "sess:*", "COUNT", "500"]);
});

it("hides a text that speaks of a session, and what looks like a token", () => {
  expect(shown(["EVAL", "return redis.call('GET','sess:abc')", "0"])).toEqual(["[35 B]", "0"]);
  expect(shown(["PUBLISH", "news", "eyJhbGciOi.eyJzdWIiOi"])).toEqual(["news", "[21 B]"]);
  expect(shown(["GET", "other:0123456789abcdef0123456789abcdef"])).toEqual(["[38 B]"]);
  expect(shown(["GET", "cache:0123456789abcdef0123456789abcdef"])).toEqual(["cache:0123456789abcdef0123456789abcdef"]);
});

it("shows bytes that are no text by their numbers, and no more than a screen holds", () => {
  expect(shown(["GET", Buffer.from([0x6b, 0xff, 0x0d])])).toEqual(["k\\xff\\x0d"]);
  expect(shown(["GET", "\u202ekey"])).toEqual(["\\u{202e}key"]);
  expect(shown(["GET", "x y ".repeat(1000)])[0]).toHaveLength(120);
  expect(shown(["MGET", ...Array.from({ length: 500 }, () => "k")])).toHaveLength(32);
});

it("counts what Redis has cut away", () => {
  expect(sizeOfArgument(Buffer.from(`${"x".repeat(100)}... (900 more bytes)`))).toBe(1000);
  expect(countArguments([Buffer.from("a"), Buffer.from("... (70 more arguments)")])).toBe(71);
});
