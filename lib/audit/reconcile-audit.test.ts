import { hostname } from "node:os";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSeal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import type { AuditPhase } from "./audit-line.ts";
import { keepAuditTrue } from "./keep-audit-true.ts";
import { enterProcess, registeredProcesses, removeGoneProcesses } from "./process-register.ts";
import { createAuditLog } from "./store-audit-log.ts";

const seal = createSeal("a secret of the tests, 32 characters and more");
const actor = { userId: "u1", name: "ada", role: "sre", address: "127.0.0.1" } as const;
// Above the kernel's largest, so that no process has it.
const NO_PID = 2 ** 22 + 1;

describe.each<Store["kind"]>(["sqlite", "postgres"])("what a process left open, on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let anchorFolder: string;
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());
  beforeEach(async () => {
    const created = await stores.create();
    store = created.store;
    anchorFolder = created.location.folder;
  });

  const auditOf = (processId: string) => createAuditLog({ store, seal, now: Date.now, processId, anchorFolder });
  const line = (requestId: string, phase: AuditPhase) => ({
    requestId,
    phase,
    operation: "cache.flush",
    actor,
    target: { deployment: "staging", shown: "cache:tpl:*" },
  });
  const unknowns = async () => {
    const rows = await store.db.selectFrom("audit").selectAll().where("phase", "=", "unknown").execute();
    return rows.map(({ request_id, operation, target, user_id }) => ({ request_id, operation, target, user_id }));
  };
  const enterOther = (id: string, host: string, pid: number, seenAt: number) =>
    store.db.insertInto("console_process").values({ id, host, pid, seen_at: seenAt }).execute();

  async function keep() {
    const processId = await enterProcess(store, Date.now);
    return keepAuditTrue({ store, seal, audit: auditOf(processId), now: Date.now, processId, anchorFolder });
  }

  it("is called unknown at the next start, once", async () => {
    await enterOther("dead", hostname(), NO_PID, Date.now());
    await auditOf("dead").append(line("r1", "started"));
    await auditOf("dead").append(line("r2", "started"));
    await auditOf("dead").append(line("r2", "succeeded"));
    await (await keep()).close();
    await (await keep()).close();
    expect(await unknowns()).toEqual([
      { request_id: "r1", operation: "cache.flush", target: "cache:tpl:*", user_id: "u1" },
    ]);
  });

  it("is left alone while another host's process shows life, and called unknown when it no longer does", async () => {
    await enterOther("elsewhere", "another-host", 1, Date.now());
    await auditOf("elsewhere").append(line("r1", "started"));
    await (await keep()).close();
    expect(await unknowns()).toEqual([]);
    await store.db
      .updateTable("console_process")
      .set({ seen_at: Date.now() - 61_000 })
      .execute();
    await (await keep()).close();
    expect(await unknowns()).toHaveLength(1);
  });

  it("is called unknown by the process itself when it closes in the middle", async () => {
    const processId = await enterProcess(store, Date.now);
    const audit = auditOf(processId);
    const keeper = await keepAuditTrue({ store, seal, audit, now: Date.now, processId, anchorFolder });
    await audit.append(line("r1", "started"));
    await keeper.close();
    expect(await unknowns()).toHaveLength(1);
    expect(await registeredProcesses(store)).toEqual([]);
  });

  it("is answered for by one of several processes that notice", async () => {
    await enterOther("dead", hostname(), NO_PID, Date.now());
    const removed = await Promise.all([1, 2, 3].map(() => removeGoneProcesses(store, "me", Date.now)));
    expect(removed.flat()).toEqual(["dead"]);
  });
});
