import { expect, it } from "vitest";
import { z } from "zod";
import { createSeal } from "./seal.ts";
import { PLAN_FRAME, sealedPlan } from "./sealed-plan.ts";

const MINUTE = 60_000;
const shape = z.object({ ...PLAN_FRAME, keys: z.array(z.base64().transform((text) => Buffer.from(text, "base64"))) });
const plans = sealedPlan("flush plan", shape);
const seal = createSeal("a secret of more than thirty-two characters");
const at = (minute: number) => ({ seal, now: () => minute * MINUTE });

const { plan, expiresAt } = plans.seal(at(0), { deployment: "shop", by: "ann", keys: ["YQ=="] });

it("is carried out by whoever made it, while it is young", () => {
  expect(expiresAt).toBe(10 * MINUTE);
  expect(plans.open(at(10), "shop", plan, "ann")).toEqual({
    ...{ deployment: "shop", by: "ann", expiresAt },
    keys: [Buffer.from("a")],
  });
});

it.each([
  ["by somebody else", "shop", "bob", 1, "INVALID_INPUT"],
  ["on another deployment", "bank", "ann", 1, "INVALID_INPUT"],
  ["when it is old", "shop", "ann", 10.1, "CONFLICT"],
])("is not carried out %s", (_, deployment, userId, minute, code) => {
  expect(() => plans.open(at(minute), deployment, plan, userId)).toThrow(expect.objectContaining({ code }));
});

it("is read by anybody at any time, and opens no other door", () => {
  expect(plans.read(at(99), "shop", plan).by).toBe("ann");
  const others = sealedPlan("reset plan", shape);
  expect(() => others.read(at(1), "shop", plan)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
  const otherShape = sealedPlan("flush plan", z.object({ ...PLAN_FRAME, pattern: z.string() }));
  expect(() => otherShape.read(at(1), "shop", plan)).toThrow(expect.objectContaining({ code: "INVALID_INPUT" }));
});
