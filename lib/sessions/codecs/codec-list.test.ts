import { deflateSync } from "node:zlib";
import { encode } from "@msgpack/msgpack";
import { describe, expect, it } from "vitest";
import { DECODERS } from "./codec-list.ts";
import { DecodeBudget } from "./decode-budget.ts";
import { comparable, testValues } from "./test-values.ts";
import { isUndecodable, Undecodable } from "./undecodable.ts";

type Codec = keyof typeof DECODERS;

const decode = (codec: Codec, bytes: Uint8Array) => DECODERS[codec](bytes, new DecodeBudget());
const VALUES = testValues();
const known = VALUES.filter(({ expected }) => expected !== null);

describe("what a program of another language wrote", () => {
  it.each(known.map((value) => [`${value.codec} ${value.name}`, value] as const))("%s is what it was", (_, value) => {
    expect(comparable(decode(value.codec, value.bytes))).toEqual(value.expected);
  });

  it("is there for each codec of theirs", () => {
    const codecs = new Set(known.map(({ codec }) => codec));
    expect([...codecs].sort()).toEqual([
      "igbinary",
      "java-hash",
      "marshal",
      "php",
      "php+php",
      "php-session",
      "pickle",
      "zlib+pickle",
    ]);
  });

  it.each(VALUES.filter(({ name }) => name.startsWith("proto")).map((value) => [value.codec, value] as const))(
    "%s: a member named __proto__ is a member like any other",
    (codec, { bytes }) => {
      const value = decode(codec, bytes) as Record<string, unknown>;
      expect(Object.keys(value).sort()).toEqual(["__proto__", "constructor"]);
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect({}).not.toHaveProperty("polluted");
    },
  );
});

describe("an object of a class", () => {
  const object = (codec: Codec) => {
    const found = VALUES.find((value) => value.codec === codec && /^object( 4)?$/.test(value.name));
    return decode(codec, found?.bytes ?? Buffer.alloc(0));
  };

  it("of Python is a map with its class's name", () =>
    expect(object("pickle")).toMatchObject({
      cart: { "@class": "shop.models.Cart", items: ["book"], owner: 4711 },
      id: { "@class": "uuid.UUID", text: "550e8400-e29b-41d4-a716-446655440000" },
    }));

  it.each(["php", "php+php"] as const)("of PHP, read by %s, has its private members too, and enumerations", (codec) =>
    expect(object(codec)).toEqual({
      cart: { "@class": "App\\Models\\Cart", items: ["book"], owner: 4711, secret: "x" },
      own: { "@class": "App\\Models\\Own", a: 1 },
      suit: "App\\Models\\Suit:Hearts",
    }),
  );

  it("of PHP, written by igbinary, is the same", () =>
    expect(object("igbinary")).toEqual({
      cart: { "@class": "App\\Models\\Cart", items: ["book"], owner: 4711, secret: "x" },
      own: { "@class": "App\\Models\\Own", a: 1 },
    }));

  it("of Ruby has what its class wrote", () =>
    expect(object("marshal")).toMatchObject({
      cart: { "@class": "Cart", items: ["book"], owner: 4711 },
      own: { "@class": "Own", data: "own form" },
      also: { "@class": "Also", data: [1, "two"] },
      pair: { "@class": "Pair", left: 1, right: "r" },
      words: ["w"],
    }));
});

describe("MessagePack", () => {
  it.each([
    { a: 1, b: -1, c: 255, d: -32768, e: 2 ** 40, f: 1.5, g: true, h: null, t: "jürgen ☃", long: "x".repeat(70_000) },
    { list: Array.from({ length: 70_000 }, (_, nth) => nth % 3), deep: [[[[{ x: ["y"] }]]]] },
    Object.fromEntries(Array.from({ length: 300 }, (_, nth) => [`k${nth}`, nth])),
  ])("is what an encoder was given", (value) => expect(decode("msgpack", encode(value))).toEqual(value));

  it("has bytes, times, and integers that a double does not hold", () => {
    expect(decode("msgpack", encode({ b: new Uint8Array([0, 255]) }))).toEqual({ b: Buffer.from([0, 255]) });
    const at = new Date("2026-11-30T03:04:05.678Z");
    expect(decode("msgpack", encode({ at }))).toEqual({ at: at.toISOString() });
    expect(decode("msgpack", Buffer.from("81a161cf0020000000000001", "hex"))).toEqual({ a: 9007199254740993n });
    expect(decode("msgpack", Buffer.from("81a95f5f70726f746f5f5f81a17801", "hex"))).toEqual(
      JSON.parse('{"__proto__":{"x":1}}'),
    );
  });
});

/** Small, and unpacked or followed enormous. */
const BOMBS: [string, Codec, Buffer][] = [
  [
    "lists within lists that each claim four thousand million items",
    "msgpack",
    Buffer.alloc(500_000, "ddffffffff", "hex"),
  ],
  ["a list nested a hundred thousand deep", "msgpack", Buffer.alloc(100_000, "91", "hex")],
  ["arrays nested a hundred thousand deep", "php", Buffer.from("a:1:{i:0;".repeat(100_000))],
  [
    "lists nested a hundred thousand deep",
    "marshal",
    Buffer.concat([Buffer.from("0408", "hex"), Buffer.alloc(200_000, "5b06", "hex")]),
  ],
  [
    "lists nested a hundred thousand deep",
    "igbinary",
    Buffer.concat([Buffer.from("00000002", "hex"), Buffer.alloc(400_000, "14010600", "hex")]),
  ],
  [
    "lists nested a hundred thousand deep",
    "pickle",
    Buffer.concat([Buffer.alloc(100_000, "]"), Buffer.alloc(99_999, "a"), Buffer.from(".")]),
  ],
  // Each list holds the one before twice: 2 to the power of 60 places.
  ["lists that double sixty times", "pickle", Buffer.from(`]${"2q\x002(h\x00h\x00l".repeat(60)}.`, "latin1")],
  ["a call of a call", "pickle", Buffer.from("cos\nsystem\n(S'id'\ntR.")],
  ["a string that claims to be longer than all there is", "pickle", Buffer.from("8effffffffffffff7f2e", "hex")],
  ["an integer of a million digits", "php", Buffer.from(`a:1:{i:0;i:${"9".repeat(1_000_000)};}`)],
  ["a reference to itself", "php", Buffer.from("a:1:{i:0;R:1;}")],
];

describe("a value made to hurt", () => {
  it.each(BOMBS)("%s: %s is read or refused at once", (_, codec, bytes) => {
    const began = performance.now();
    try {
      JSON.stringify(comparable(decode(codec, bytes)));
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(Undecodable);
    }
    // Several times what the budget allows: a hang would be minutes.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it("calls nothing: what a pickle would run is a map that says so", () => {
    expect(decode("pickle", Buffer.from("cos\nsystem\n(S'id'\ntR."))).toEqual({ "@class": "os.system", args: ["id"] });
  });

  it("is not unpacked beyond four megabytes", () => {
    expect(() => decode("zlib+pickle", deflateSync(Buffer.alloc(50_000_000)))).toThrow(Undecodable);
  });
});

/** A generator of numbers that a seed repeats exactly. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function mutated(bytes: Buffer, random: (below: number) => number, other: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = 1 + random(4); times > 0 && copy.length > 0; times--) copy[random(copy.length)] = random(256);
  const cut = random(copy.length + 1);
  switch (random(6)) {
    case 0:
      return copy.subarray(0, cut);
    case 1:
      return Buffer.concat([copy.subarray(0, cut), other.subarray(random(other.length + 1))]);
    case 2:
      return Buffer.concat([copy.subarray(0, cut), copy.subarray(0, cut), copy.subarray(cut)]);
    default:
      return copy;
  }
}

const MUTATIONS = 3_000;

describe("bytes that were changed at random", () => {
  const seeds: [Codec, Buffer[]][] = [...Map.groupBy(VALUES, ({ codec }) => codec)].map(([codec, values]) => [
    codec,
    values.map(({ bytes }) => bytes),
  ]);
  // Changed after compression hardly anything would get as far as the pickle.
  const repack = (codec: Codec, bytes: Buffer, nth: number) =>
    codec === "zlib+pickle" && nth % 2 === 0 ? deflateSync(bytes) : bytes;
  seeds
    .find(([codec]) => codec === "zlib+pickle")?.[1]
    .push(...VALUES.filter(({ codec }) => codec === "pickle").map(({ bytes }) => bytes));
  seeds.push(["msgpack", known.map(({ expected }) => Buffer.from(encode(expected)))]);
  seeds.push(["json", known.map(({ expected }) => Buffer.from(JSON.stringify(expected)))]);

  it.each(seeds)("are data or an Undecodable to %s, and change nothing else", (codec, values) => {
    const random = seeded(20_261_130);
    const before = Object.getOwnPropertyNames(Object.prototype).sort();
    const outcomes = { read: 0, refused: 0 };
    for (let nth = 0; nth < MUTATIONS; nth++) {
      const of = values[random(values.length)] ?? Buffer.alloc(0);
      const bytes = repack(codec, mutated(of, random, values[random(values.length)] ?? of), nth);
      try {
        JSON.stringify(comparable(decode(codec, bytes)));
        outcomes.read += 1;
      } catch (thrown) {
        if (!isUndecodable(thrown)) throw new Error(`${codec} ${bytes.toString("base64")}`, { cause: thrown });
        outcomes.refused += 1;
      }
    }
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before);
    // Otherwise the mutations would prove little.
    expect(outcomes.read).toBeGreaterThan(MUTATIONS / 50);
    expect(outcomes.refused).toBeGreaterThan(MUTATIONS / 50);
  });
});
