import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSeal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import { startTestStores, type TestStore, type TestStores } from "#lib/store/test-stores.ts";
import type { AuditEntry, AuditLog } from "./audit-line.ts";
import { auditTargetTag } from "./audit-target-tag.ts";
import { createAuditLog } from "./store-audit-log.ts";
import { verifyAudit } from "./verify-audit.ts";

const SECRET = "a secret of the tests, 32 characters and more";
const seal = createSeal(SECRET);
const actor = { userId: "u1", name: "ada", role: "support", address: "127.0.0.1" } as const;
const entry: AuditEntry = { requestId: "r1", phase: "started", operation: "session.revoke", actor };

const here = (file: string) => new URL(file, import.meta.url).href;
const APPEND_IN_ANOTHER_PROCESS = `
  import { createAuditLog } from "${here("./store-audit-log.ts")}";
  import { createSeal } from "${here("../seal.ts")}";
  import { openStore } from "${here("../store/open-store.ts")}";
  const { location, count, secret, entry } = JSON.parse(process.argv[1]);
  const store = await openStore(location);
  const options = { store, seal: createSeal(secret), now: Date.now, processId: String(process.pid), anchorFolder: location.folder };
  const audit = createAuditLog(options);
  await Promise.all(Array.from({ length: count }, (_, index) => audit.append({ ...entry, requestId: process.pid + "-" + index })));
  await store.close();
`;

function appendElsewhere(location: TestStore["location"], count: number) {
  const argument = JSON.stringify({ location, count, secret: SECRET, entry });
  return promisify(execFile)(process.execPath, ["--input-type=module", "-e", APPEND_IN_ANOTHER_PROCESS, argument]);
}

describe.each<Store["kind"]>(["sqlite", "postgres"])("the audit log on %s", (kind) => {
  let stores: TestStores;
  let store: Store;
  let location: TestStore["location"];
  let audit: AuditLog;
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());
  beforeEach(async () => {
    ({ store, location } = await stores.create());
    audit = createAuditLog({
      store,
      seal,
      now: () => 1_795_401_014_384,
      processId: "p1",
      anchorFolder: location.folder,
    });
  });

  const verify = () => verifyAudit({ store, seal, anchorFolder: location.folder });
  const lines = () => store.db.selectFrom("audit").selectAll().orderBy("seq").execute();

  it("numbers and chains what it is given", async () => {
    await audit.append({ ...entry, count: 3, reason: "lost laptop", target: { deployment: "staging", shown: "ada" } });
    await audit.append({ ...entry, phase: "succeeded" });
    const [first, second] = await lines();
    expect(first).toMatchObject({ seq: 1, at: 1_795_401_014_384, count: 3, reason: "lost laptop", target: "ada" });
    expect(second).toMatchObject({ seq: 2, previous_hash: first?.hash, phase: "succeeded" });
    expect(await verify()).toMatchObject({ ok: true, lines: 2, headHash: second?.hash });
  });

  it("keeps one chain when two processes append at the same time", async () => {
    await Promise.all([appendElsewhere(location, 250), appendElsewhere(location, 250)]);
    expect(await verify()).toMatchObject({ ok: true, lines: 500 });
    expect(new Set((await lines()).map(({ request_id }) => request_id)).size).toBe(500);
  });

  it("stores of a secret identity nothing but a keyed tag", async () => {
    await audit.append({ ...entry, target: { shown: "session 3f9a…", identity: "session:very-secret-token" } });
    const [line] = await lines();
    expect(JSON.stringify(line)).not.toContain("very-secret-token");
    expect(line?.target_tag).toBe(auditTargetTag(seal, "session:very-secret-token"));
  });

  it("writes what nobody could see, and cuts what is too long", async () => {
    const shown = `a\u0000b\n\u202Ec\uD800${"x".repeat(1000)}`;
    await audit.append({ ...entry, reason: shown, target: { shown } });
    const [line] = await lines();
    expect(line?.target).toMatch(/^a\\u\{0\}b\\u\{a\}\\u\{202e\}c\uFFFDx+…$/u);
    expect([...(line?.target ?? "")]).toHaveLength(200);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it("lets nobody change, remove or empty its lines", async () => {
    await audit.append(entry);
    await expect(store.db.updateTable("audit").set({ reason: "other" }).execute()).rejects.toThrow(/never changed/);
    await expect(store.db.deleteFrom("audit").execute()).rejects.toThrow(/never changed/);
    await expect(store.db.deleteFrom("audit_head").execute()).rejects.toThrow(/never changed/);
    const detour =
      kind === "sqlite" ? sql`insert or replace into audit select * from audit` : sql`truncate table audit`;
    await expect(detour.execute(store.db)).rejects.toThrow(/never changed/);
    expect(await verify()).toMatchObject({ ok: true, lines: 1 });
  });

  it("rejects with STORE_UNAVAILABLE when no line can be written, and goes on once one can", async () => {
    await store.db.schema.alterTable("audit_head").renameTo("audit_head_away").execute();
    await expect(audit.append(entry)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await store.db.schema.alterTable("audit_head_away").renameTo("audit_head").execute();
    await audit.append(entry);
    expect(await verify()).toMatchObject({ ok: true, lines: 1 });
  });
});
