import { describe, expect, it } from "vitest";
import { z } from "zod";
import { DomainError } from "./errors.ts";
import { defineOperation } from "./operation.ts";
import { assertMayRun, runOperation, STEP_UP_MS } from "./run-operation.ts";
import { testContext } from "./test-context.ts";

const Input = z.strictObject({ key: z.string().max(10), reason: z.string().optional() });

function flush(more: { fails?: Error; stepUp?: boolean; kind?: "read" | "access" | "change" } = {}) {
  const ran: string[] = [];
  const operation = defineOperation({
    name: "test.flush",
    summary: "flush the test",
    kind: more.kind ?? "change",
    roles: ["sre"],
    ...(more.stepUp === undefined ? {} : { stepUp: more.stepUp }),
    input: Input,
    target: ({ key }) => ({ deployment: "test", shown: key, identity: key }),
    count: (removed: number) => removed,
    async run(_ctx, { key }) {
      ran.push(key);
      if (more.fails) throw more.fails;
      return 7;
    },
  });
  return { operation, ran };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const phases = (lines: readonly { phase: string }[]) => lines.map(({ phase }) => phase);

describe("runOperation", () => {
  it("writes the intent before and the outcome after a change", async () => {
    const { ctx, lines } = testContext();
    const { operation } = flush();
    expect(await runOperation(operation, ctx, { key: "k", reason: "release" })).toBe(7);
    expect(lines).toMatchObject([
      { phase: "started", operation: "test.flush", reason: "release", target: { shown: "k" }, requestId: "request-1" },
      { phase: "succeeded", count: 7, reason: "release" },
    ]);
  });

  it("refuses a role that is not listed, runs nothing, and writes the refusal", async () => {
    for (const role of ["viewer", "support", "engineer", "admin"] as const) {
      const { ctx, lines } = testContext({ role });
      const { operation, ran } = flush();
      await expect(runOperation(operation, ctx, { key: "k" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(ran).toEqual([]);
      expect(lines).toMatchObject([{ phase: "refused", errorCode: "FORBIDDEN", actor: { role } }]);
    }
  });

  it("writes the refusal of a reading operation too", async () => {
    const { ctx, lines } = testContext({ role: "viewer" });
    const { operation } = flush({ kind: "read" });
    await expect(runOperation(operation, ctx, { key: "k" })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(phases(lines)).toEqual(["refused"]);
  });

  it("judges the role before it looks at the input", async () => {
    const { ctx } = testContext({ role: "viewer" });
    await expect(runOperation(flush().operation, ctx, { nonsense: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("refuses bad input, whatever its type, and names the field", async () => {
    const { operation, ran } = flush();
    for (const input of [undefined, null, 7, "k", [], {}, { key: 1 }, { key: "k", more: 1 }, { key: "x".repeat(11) }]) {
      const { ctx } = testContext();
      await expect(runOperation(operation, ctx, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
    await expect(runOperation(operation, testContext().ctx, { key: 1 })).rejects.toMatchObject({
      where: "key",
      fieldErrors: { key: [expect.any(String)] },
    });
    expect(ran).toEqual([]);
  });

  it("changes nothing when the intent cannot be written", async () => {
    const append = () => Promise.reject(new DomainError("STORE_UNAVAILABLE", "The disk is full."));
    const { ctx } = testContext({}, { audit: { append } });
    const { operation, ran } = flush();
    await expect(runOperation(operation, ctx, { key: "k" })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(ran).toEqual([]);
  });

  it("tells the outcome even when its line cannot be written", async () => {
    let calls = 0;
    const append = async () => {
      calls += 1;
      if (calls > 1) throw new DomainError("STORE_UNAVAILABLE", "The disk is full.");
    };
    const { ctx } = testContext({}, { audit: { append } });
    expect(await runOperation(flush().operation, ctx, { key: "k" })).toBe(7);
  });

  it("refuses all the same when the refusal cannot be written", async () => {
    const append = () => Promise.reject(new DomainError("STORE_UNAVAILABLE", "The disk is full."));
    const { ctx } = testContext({ role: "viewer" }, { audit: { append } });
    await expect(runOperation(flush().operation, ctx, { key: "k" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("records a failure by its code, a timeout as unknown, and never an error's text", async () => {
    for (const [fails, phase, errorCode] of [
      [new DomainError("NOT_FOUND", "secret text"), "failed", "NOT_FOUND"],
      [new DomainError("TIMEOUT", "secret text"), "unknown", "TIMEOUT"],
      [new Error("secret text"), "failed", "INTERNAL"],
    ] as const) {
      const { ctx, lines } = testContext();
      await expect(runOperation(flush({ fails }).operation, ctx, { key: "k" })).rejects.toBe(fails);
      expect(lines.at(-1)).toMatchObject({ phase, errorCode });
      expect(JSON.stringify(lines)).not.toContain("secret text");
    }
  });

  it("asks for a fresh proof of identity once the last is more than five minutes old", async () => {
    const { operation, ran } = flush({ stepUp: true });
    const old = testContext({ authenticatedAt: 1_000_000 - STEP_UP_MS - 1 });
    await expect(runOperation(operation, old.ctx, { key: "k" })).rejects.toMatchObject({ code: "STEP_UP_REQUIRED" });
    expect(phases(old.lines)).toEqual(["refused"]);
    const fresh = testContext({ authenticatedAt: 1_000_000 - STEP_UP_MS });
    await runOperation(operation, fresh.ctx, { key: "k" });
    expect(ran).toEqual(["k"]);
  });

  it("refuses changes, and only changes, on a read-only console", async () => {
    const { config } = testContext().ctx.services;
    const readOnly = { config: { ...config, console: { ...config.console, readOnly: true } } };
    const change = runOperation(flush().operation, testContext({}, readOnly).ctx, { key: "k" });
    await expect(change).rejects.toMatchObject({ code: "FORBIDDEN" });
    for (const kind of ["read", "access"] as const) {
      expect(await runOperation(flush({ kind }).operation, testContext({}, readOnly).ctx, { key: "k" })).toBe(7);
    }
  });

  it("leaves no line for a reading that was allowed, and two for an access", async () => {
    const read = testContext();
    await runOperation(flush({ kind: "read" }).operation, read.ctx, { key: "k" });
    expect(read.lines).toEqual([]);
    const access = testContext();
    await runOperation(flush({ kind: "access" }).operation, access.ctx, { key: "k" });
    expect(phases(access.lines)).toEqual(["started", "succeeded"]);
  });

  it("lets an access go on without its lines: looking must stay possible when the store is down", async () => {
    const append = () => Promise.reject(new DomainError("STORE_UNAVAILABLE", "The disk is full."));
    const { ctx } = testContext({}, { audit: { append } });
    expect(await runOperation(flush({ kind: "access" }).operation, ctx, { key: "k" })).toBe(7);
  });
});

describe("an operation that answers piece by piece", () => {
  const search = (fails?: Error) =>
    defineOperation({
      name: "test.search",
      summary: "search the test",
      kind: "access",
      roles: ["sre"],
      input: z.strictObject({}),
      target: () => ({ shown: "ada" }),
      async run(): Promise<AsyncIterable<number>> {
        return (async function* () {
          yield 1;
          yield 2;
          if (fails) throw fails;
          yield 3;
        })();
      },
    });

  it("gets its outcome when the last piece was taken, with how many there were", async () => {
    const { ctx, lines } = testContext();
    const items = await runOperation(search(), ctx, {});
    expect(phases(lines)).toEqual(["started"]);
    expect(await collect(items)).toEqual([1, 2, 3]);
    expect(lines).toMatchObject([{ phase: "started" }, { phase: "succeeded", count: 3 }]);
  });

  it("gets its outcome when the asker leaves early", async () => {
    const { ctx, lines } = testContext();
    for await (const _ of await runOperation(search(), ctx, {})) break;
    expect(lines).toMatchObject([{ phase: "started" }, { phase: "succeeded", count: 1 }]);
  });

  it("fails with the code of what stopped it", async () => {
    const { ctx, lines } = testContext();
    const items = await runOperation(search(new DomainError("REDIS_UNREACHABLE", "Gone.")), ctx, {});
    await expect(collect(items)).rejects.toMatchObject({ code: "REDIS_UNREACHABLE" });
    expect(lines.at(-1)).toMatchObject({ phase: "failed", errorCode: "REDIS_UNREACHABLE" });
  });
});

describe("defineOperation", () => {
  it("does not accept a change that names no target", () => {
    const operation = {
      name: "a.b",
      summary: "do",
      kind: "change",
      roles: [],
      input: z.any(),
      run: async () => 1,
    } as const;
    expect(() => defineOperation(operation)).toThrow(TypeError);
  });

  it("lets a transport ask beforehand whether the actor may run it", () => {
    expect(() => assertMayRun(flush().operation, testContext({ role: "viewer" }).ctx)).toThrow(DomainError);
    expect(() => assertMayRun(flush().operation, testContext().ctx)).not.toThrow();
  });
});
