import { expect, it } from "vitest";
import { toClientFailure } from "./to-client-failure.ts";

it("says that a page is out of date when the console does not know what it asks for", () => {
  const thrown = Object.assign(new Error("Server Action was not found"), { name: "UnrecognizedActionError" });
  expect(toClientFailure(thrown)).toMatchObject({ code: "CONFLICT", advice: expect.stringContaining("Reload") });
  expect(toClientFailure(new TypeError("fetch failed"))).toMatchObject({ code: "INTERNAL" });
});
