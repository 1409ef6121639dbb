import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "./errors.ts";
import { type OperationOutcome, observeOperations } from "./observe-operation.ts";
import { defineOperation } from "./operation.ts";
import { runOperation } from "./run-operation.ts";
import { testContext } from "./test-context.ts";

const outcomes: OperationOutcome[] = [];
beforeEach(() => {
  outcomes.length = 0;
  observeOperations((outcome) => outcomes.push(outcome));
});
afterEach(() => observeOperations(undefined));

const operation = <Output>(kind: "read" | "access", run: () => Promise<Output>) =>
  defineOperation({
    name: "test.look",
    summary: "look",
    kind,
    roles: ["sre"],
    input: z.strictObject({}),
    target: () => ({ shown: "test" }),
    run,
  });

const results = () => outcomes.map(({ result }) => result);

test("tells how each operation ended, and how long it took", async () => {
  await runOperation(
    operation("read", async () => 1),
    testContext().ctx,
    {},
  );
  expect(outcomes).toEqual([{ operation: "test.look", result: "succeeded", seconds: expect.any(Number) }]);
});

test.each([
  ["refused", { role: "viewer" }, {}, undefined],
  ["invalid", {}, { more: 1 }, undefined],
  ["unknown", {}, {}, new DomainError("TIMEOUT", "Late.")],
  ["failed", {}, {}, new DomainError("REDIS_UNREACHABLE", "Gone.")],
  ["failed", {}, {}, new Error("a fault")],
] as const)("calls %s what is", async (result, actor, input, fails) => {
  const run = async () => {
    if (fails) throw fails;
  };
  await expect(runOperation(operation("access", run), testContext(actor).ctx, input)).rejects.toThrow();
  expect(results()).toEqual([result]);
});

async function* threeThen(fault?: Error) {
  yield* [1, 2, 3];
  if (fault) throw fault;
}

test("counts what comes piece by piece at its end, also when its reader goes", async () => {
  const search = operation("access", async () => threeThen());
  for await (const item of await runOperation(search, testContext().ctx, {}))
    if (item === 1) expect(results()).toEqual([]);
  expect(outcomes).toMatchObject([{ result: "succeeded", seconds: expect.any(Number) }]);
  for await (const _ of await runOperation(search, testContext().ctx, {})) break;
  expect(results()).toEqual(["succeeded", "succeeded"]);
  const failing = operation("access", async () => threeThen(new Error("a fault")));
  const read = async () => {
    for await (const _ of await runOperation(failing, testContext().ctx, {}));
  };
  await expect(read()).rejects.toThrow("a fault");
  expect(results().at(-1)).toBe("failed");
});

test("takes no time of what lasts as long as somebody watches", async () => {
  for await (const _ of await runOperation(
    operation("read", async () => threeThen()),
    testContext().ctx,
    {},
  ));
  expect(outcomes).toEqual([{ operation: "test.look", result: "succeeded", seconds: undefined }]);
});
