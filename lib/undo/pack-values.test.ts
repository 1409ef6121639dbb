import { expect, it } from "vitest";
import { packValues, unpackValues } from "./pack-values.ts";

it("packs keys and values so that nothing is lost", () => {
  const values = [
    { key: Buffer.from([0, 255]), payload: Buffer.alloc(0), expiresAt: undefined },
    { key: Buffer.from("k"), payload: Buffer.from([1, 2, 3]), expiresAt: 1_900_000_000_123 },
  ];
  expect(unpackValues(packValues(values))).toEqual(values);
});
