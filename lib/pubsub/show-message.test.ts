import { expect, it } from "vitest";
import { guardedNames } from "./guarded-names.ts";
import { createMessageShower } from "./show-message.ts";

const session = {
  ...{ kind: "session", name: "s", label: "Sessions", db: 0, match: "session:{id}" },
  revoke: { also: [], pointers: [] },
};
// The whole of a session keyspace is of no matter here.
const guarded = guardedNames({ keyspaces: [session] } as unknown as Parameters<typeof guardedNames>[0]);
const show = createMessageShower([], guarded);
const shown = (text: string, channel = "c") => show(Buffer.from(text), Buffer.from(channel), false);

it("masks what sounds secret also where the JSON is wrapped, cut or begun with something else", () => {
  const secret = '{"user":"ann","password":"hunter2"}';
  const forms = [
    ...[secret, ` ${secret}`, `\t${secret}`, `\r\n${secret}`, `\uFEFF${secret}`, `42["login",${secret}]`],
    ...[`${secret}\n${secret}`, secret.slice(0, -2), JSON.stringify({ inner: secret }), JSON.stringify(secret)],
    ...[JSON.stringify({ inner: JSON.stringify({ inner: secret }) }), '{"password" : 4711, x'],
  ];
  for (const form of forms) {
    const { text, masked } = shown(form);
    expect([form, text]).toEqual([form, expect.not.stringMatching(/hunter|4711/)]);
    expect(masked).toBeGreaterThan(0);
  }
});

it("leaves everything else as it was written", () => {
  for (const text of ['{"a":12345678901234567890}', "plain", '{"password":""}', '"user": "ann"', "{not json"])
    expect(shown(text)).toMatchObject({ text, masked: 0 });
});

it("escapes what would turn the reading direction, and means the same", () => {
  const text = JSON.stringify({ a: "x\u202Ey", b: "\u{E0041}" });
  const { text: escaped } = shown(text);
  expect(escaped).toContain("x\\u202ey");
  expect(JSON.parse(escaped)).toEqual(JSON.parse(text));
});

it("names no key of a session that an event is about", () => {
  expect(shown("session:abc", "__keyevent@0__:expired")).toMatchObject({ kind: "withheld" });
  expect(shown("cache:abc", "__keyevent@0__:expired")).toMatchObject({ kind: "text", text: "cache:abc" });
  expect(guarded.channelName(Buffer.from("__keyspace@0__:session:abc"))).toBe(
    "__keyspace@0__:(a key that is not shown)",
  );
  expect(guarded.channelName(Buffer.from("__keyspace@0__:cache:abc"))).toBe("__keyspace@0__:cache:abc");
});

it("is done with hostile text at once, or this test runs out of time", () => {
  for (const text of ['"a":"'.repeat(50_000), '\\"'.repeat(120_000), '"'.repeat(250_000)])
    expect(shown(text).masked).toBe(0);
});
