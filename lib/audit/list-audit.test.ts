import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { createSeal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { testContext } from "#lib/test-context.ts";
import { auditTargetTag } from "./audit-target-tag.ts";
import { checkAudit } from "./check-audit.ts";
import { listAudit } from "./list-audit.ts";
import { createAuditLog } from "./store-audit-log.ts";

const seal = createSeal("a secret of the tests, 32 characters and more");

describe.each<Store["kind"]>(["sqlite", "postgres"])("audit.list on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    stores = await startTestStores(kind);
    const created = await stores.create();
    store = created.store;
    folder = created.location.folder;
    let at = 0;
    const now = () => (at += 1000);
    const audit = createAuditLog({ store, seal, now, processId: "p1", anchorFolder: folder });
    for (let index = 1; index <= 12; index += 1) {
      await audit.append({
        requestId: `r${index}`,
        phase: index % 3 === 0 ? "failed" : "succeeded",
        operation: index % 2 === 0 ? "cache.flush" : "session.revoke",
        actor: { userId: index <= 4 ? "u1" : "u2", name: index <= 4 ? "ada" : "ben", role: "sre", address: "::1" },
        target: { deployment: "test", shown: "t", identity: `target-${index}` },
      });
    }
  });
  afterAll(() => stores.stop());

  const list = (role: Role, query: unknown) => {
    const { ctx } = testContext({ role, userId: "u1" }, { store });
    return runOperation(listAudit, ctx, query);
  };
  const numbers = async (role: Role, query: unknown) => (await list(role, query)).lines.map(({ seq }) => seq);

  it("shows everything to an sre and an admin, newest first", async () => {
    for (const role of ["sre", "admin"] as const) {
      expect(await numbers(role, {})).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    }
  });

  it("shows everybody else only what they did themselves, whatever they ask for", async () => {
    for (const role of ["viewer", "support", "engineer"] as const) {
      expect(await numbers(role, {})).toEqual([4, 3, 2, 1]);
      expect(await list(role, { user: "ben" })).toMatchObject({ lines: [], scope: "own" });
    }
  });

  it("goes on page by page, without gaps", async () => {
    const first = await list("sre", { limit: 5 });
    const second = await list("sre", { limit: 5, before: first.next });
    const third = await list("sre", { limit: 5, before: second.next });
    expect([first, second, third].flatMap(({ lines }) => lines.map(({ seq }) => seq))).toEqual([
      12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
    ]);
    expect(third.next).toBeNull();
  });

  it("filters by each of its fields, and by several at once", async () => {
    expect(await numbers("sre", { user: "ada" })).toEqual([4, 3, 2, 1]);
    expect(await numbers("sre", { operation: "cache.flush", phase: "failed" })).toEqual([12, 6]);
    expect(await numbers("sre", { from: 3000, to: "5000" })).toEqual([5, 4, 3]);
    expect(await numbers("sre", { requestId: "r7" })).toEqual([7]);
    expect(await numbers("sre", { targetTag: auditTargetTag(seal, "target-9") })).toEqual([9]);
    expect(await numbers("sre", { deployment: "other" })).toEqual([]);
  });

  it("takes filters as values, not as patterns or SQL", async () => {
    for (const user of ["%", "a%", ".*", "' or 1=1 --", "*"]) expect(await numbers("sre", { user })).toEqual([]);
  });

  it("refuses ranges and pages that have no bound", async () => {
    for (const query of [
      { limit: 0 },
      { limit: 201 },
      { limit: "all" },
      { before: -1 },
      { user: "x".repeat(129) },
      { q: 1 },
    ]) {
      await expect(list("sre", query), JSON.stringify(query)).rejects.toMatchObject({ code: "INVALID_INPUT" });
    }
  });

  it("is verified by an sre or an admin", async () => {
    const { config } = testContext().ctx.services;
    const services = { store, seal, config: { ...config, store: { folder } } };
    const { ctx } = testContext({ role: "admin" }, services);
    expect(await runOperation(checkAudit, ctx, {})).toMatchObject({ ok: true, seq: 12 });
    const refused = runOperation(checkAudit, testContext({ role: "support" }, services).ctx, {});
    await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
