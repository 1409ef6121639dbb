import { expect, it } from "vitest";
import { tryCodec } from "./decode-session.ts";

const byte = (...bytes: number[]) => Buffer.from(bytes);
/** Calls what lies at 1 of the memo with what lies at 0, again and again; each call is four bytes. */
const calls = (times: number) =>
  Buffer.concat(Array.from({ length: times }, () => Buffer.from("h\x01h\x00\x85R", "latin1")));
const global = (name: string) => Buffer.from(`c${name}q\x01`, "latin1");

const TEXT = 1_000_000;
const longText = () => {
  const head = Buffer.alloc(5);
  head.write("X", "latin1");
  head.writeUInt32LE(TEXT, 1);
  return Buffer.concat([head, Buffer.alloc(TEXT, "a"), Buffer.from("q\x00", "latin1")]);
};
const longList = () => Buffer.concat([Buffer.from("]q\x00(", "latin1"), Buffer.alloc(20_000, "N"), Buffer.from("e")]);
const longMap = () =>
  Buffer.concat([
    Buffer.from("}q\x00(", "latin1"),
    ...Array.from({ length: 10_000 }, (_, nth) => Buffer.concat([byte(0x4d, nth & 255, nth >> 8), Buffer.from("N")])),
    Buffer.from("u"),
  ]);

it.each([
  ["bytes", Buffer.concat([longText(), global("_codecs\nencode\n"), calls(20_000)])],
  ["a list", Buffer.concat([longList(), global("builtins\nlist\n"), calls(20_000)])],
  [
    "attributes",
    Buffer.concat([longMap(), ...Array.from({ length: 20_000 }, () => Buffer.from("cx\ny\nh\x00b", "latin1"))]),
  ],
])("a pickle that copies %s again and again is given up long before it fills the memory", (_, program) => {
  const before = process.memoryUsage();
  const read = tryCodec("pickle", Buffer.concat([byte(0x80, 2), program, Buffer.from("}.")]));
  const after = process.memoryUsage();
  expect(read).toEqual({ why: expect.stringMatching(/more than \d+ parts/) });
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  expect(grown).toBeLessThan(400 * 1_048_576);
});

it.each([
  ["a name that is a map without a way to become text", "}(X\x08\0\0\0toStringNX\x07\0\0\0valueOfNuX\x01\0\0\0n\x93"],
  ["a name that is a list of lists of lists", `]q\0${"(h\0h\0lq\0".repeat(60)}X\x01\0\0\0n\x93`],
  [
    "pairs whose key is a list of lists of lists",
    `ccollections\nOrderedDict\n]q\0${"(h\0h\0lq\0".repeat(60)}N\x86\x85\x85R`,
  ],
  ["a UUID whose number is none", "cuuid\nUUID\n)\x81}X\x03\0\0\0intG\x3f\xf8\0\0\0\0\0\0sb"],
  [
    "a zone whose offset is a list of lists of lists",
    `]q\0${"(h\0h\0lq\0".repeat(60)}r\x01\0\0\0(cdatetime\ndatetime\nU\x0a${"\x01".repeat(10)}cdatetime\ntimezone\ncx\ny\nh\x01\x85R\x85R\x86R00`,
  ],
])("%s is read as data, at once", (_, program) => {
  const read = tryCodec("pickle", Buffer.from(`\x80\x04${program}0}.`, "latin1"));
  expect(read).toEqual({ value: {} });
});

it("a key of megabytes is cut: it may be referred to for every member", () => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(1_000_000);
  const key = Buffer.concat([Buffer.from("}B"), size, Buffer.alloc(1_000_000, 0xff), Buffer.from("q\0Ns")]);
  const again = Buffer.concat(Array.from({ length: 300 }, () => Buffer.from("h\0Ns")));
  const read = tryCodec("pickle", Buffer.concat([byte(0x80, 2), key, again, Buffer.from(".")]));
  const names = "value" in read ? Object.keys(read.value) : [];
  expect(names.map(({ length }) => length)).toEqual([4 * 1_024]);
});

it("an igbinary key that is a map without a way to become text is read as data", () => {
  const map = "\x14\x02\x11\x08toString\0\x11\x07valueOf\0";
  const read = tryCodec("igbinary", Buffer.from(`\0\0\0\x02\x14\x01${map}\0`, "latin1"));
  expect(read).toEqual({ value: { "(an object)": null } });
});
