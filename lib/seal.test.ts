import { describe, expect, it } from "vitest";
import { createSeal } from "./seal.ts";

const seal = createSeal("a secret of the tests, 32 characters and more");
const plain = Buffer.from([0, 255, 115, 101, 115, 115]);

describe("a seal", () => {
  it("opens what it sealed for the same purpose, byte for byte", () => {
    expect(seal.open("session", seal.seal("session", plain))).toEqual(plain);
    expect(seal.open("session", seal.seal("session", Buffer.of()))).toEqual(Buffer.of());
  });

  it("never makes the same text twice, and shows nothing of what is inside", () => {
    const texts = [seal.seal("session", plain), seal.seal("session", plain)];
    expect(texts[0]).not.toBe(texts[1]);
    for (const text of texts) expect(Buffer.from(text, "base64url").includes(plain)).toBe(false);
  });

  it("refuses another purpose, another console's text, every changed byte, and rubbish", () => {
    const text = seal.seal("session", plain);
    const other = createSeal("another secret of the tests, as long as that").seal("session", plain);
    const bytes = Buffer.from(text, "base64url");
    const changed = [...bytes.keys()].map((at) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy.toString("base64url");
    });
    for (const wrong of [other, ...changed, "", "abc", text.slice(0, 20), "\u0000", "../../etc"]) {
      expect(() => seal.open("session", wrong), wrong).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
    }
    expect(() => seal.open("plan", text)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  });

  it("tags equal things alike, for one purpose and under one secret", () => {
    expect(seal.tag("user", "ada")).toBe(seal.tag("user", Buffer.from("ada")));
    expect(seal.tag("user", "ada")).toMatch(/^[0-9a-f]{16}$/);
    const others = [
      seal.tag("user", "eve"),
      seal.tag("session", "ada"),
      createSeal("another secret of the tests, as long as that").tag("user", "ada"),
    ];
    expect(others).not.toContain(seal.tag("user", "ada"));
  });
});
