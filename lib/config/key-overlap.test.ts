import { describe, expect, it } from "vitest";
import { findSharedKey } from "./key-overlap.ts";
import { compileKeyTemplate } from "./key-template.ts";

describe("findSharedKey", () => {
  it.each([
    ["session:{id}", "session:{user}", []],
    ["session:{id}", "{any}", []],
    ["a:{id:[0-9]+}", "a:{id:[0-9a-f]{4}}", []],
    ["{a}:x:{b}", "k:{c:.*}:z", []],
    ["session:{id}", "session:by-user:{user}", ["session:by-email:{email}"]],
  ])("finds a key of both %s and %s", (left, right, excluded) => {
    const shared = findSharedKey(left, right, excluded);
    if (!(shared instanceof Buffer)) throw new Error("No key was found.");
    for (const template of [left, right]) expect(compileKeyTemplate(template).matches(shared), template).toBeDefined();
    for (const template of excluded) expect(compileKeyTemplate(template).matches(shared), template).toBeUndefined();
  });

  it.each([
    ["session:{id}", "cache:{id}", []],
    ["a:{id:[0-9]+}", "a:{id:[a-f]+}", []],
    ["a:{id:[0-9]{3}}", "a:{id:[0-9]{4}}", []],
    ["session:{id}", "session:by-user:{user}", ["session:by-user:{user}"]],
    ["{a}:x", "{b}:y", []],
    ["k:{id:.}", "k:{id:..}", []],
  ])("finds none of %s and %s", (left, right, excluded) => {
    expect(findSharedKey(left, right, excluded)).toBeUndefined();
  });

  it("gives up on what would take too long, rather than say there is none", () => {
    const long = (last: string) => `{a:.{400}}{b:.{400}}{c:.*x.{200}}${last}`;
    expect(findSharedKey(long("1"), long("2"), [])).toBe("unknown");
  });
});
