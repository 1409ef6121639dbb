import { describe, expect, it } from "vitest";
import { addressOfFields, fieldsFromAddress, readCohort } from "./cohort-in-address.ts";

const NONE = { before: "", after: "", network: "", agent: "", user: "", except: "" };

describe("a group of sessions", () => {
  it("is read from what people type, times as UTC", () => {
    const read = readCohort({ ...NONE, before: "2026-03-01 12:30", network: " 203.0.113.0/24 ", except: "7, 8\n9" });
    expect(read).toEqual({
      cohort: { createdBefore: Date.UTC(2026, 2, 1, 12, 30), network: "203.0.113.0/24", exceptUsers: ["7", "8", "9"] },
    });
    expect(readCohort({ ...NONE, after: "2026-03-01" })).toMatchObject({
      cohort: { createdAfter: Date.UTC(2026, 2, 1) },
    });
  });

  it.each([
    [{ before: "yesterday" }, "before"],
    [{ after: "2026-13-45" }, "after"],
    [{ agent: "x" }, "agent"],
    [{}, "form"],
    [{ except: "7" }, "form"],
  ] as const)("that means nothing is refused: %o", (fields, where) => {
    const read = readCohort({ ...NONE, ...fields });
    expect("errors" in read ? Object.keys(read.errors) : []).toEqual([where]);
  });

  it("is the same again from its address", () => {
    const fields = { ...NONE, before: "2026-03-01 12:30", agent: 'a"b&c=d', except: "7 8" };
    expect(fieldsFromAddress(new URLSearchParams(addressOfFields(fields)))).toEqual(fields);
  });
});
