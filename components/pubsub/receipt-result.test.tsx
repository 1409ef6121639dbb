import { expect, it } from "vitest";
import { verdictOf } from "./receipt-result.tsx";

const arrived = { arrivedMs: 1, failure: null };
const missing = { arrivedMs: null, failure: null };
const unheard = { arrivedMs: null, failure: { message: "refused", advice: "" } };

it("calls nothing missing where the console could not listen", () => {
  expect(verdictOf([arrived, arrived]).word).toBe("Arrived");
  expect(verdictOf([arrived, unheard]).state).toBe("unknown");
  expect(verdictOf([arrived, unheard, missing]).word).toBe("Missing");
  expect(verdictOf([]).state).toBe("unknown");
});
