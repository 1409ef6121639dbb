import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSeal } from "#lib/seal.ts";
import type { Store } from "#lib/store/store.ts";
import type { AuditRow } from "#lib/store/tables.ts";
import { startTestStores, type TestStores } from "#lib/store/test-stores.ts";
import { auditHash, GENESIS_HASH } from "./audit-hash.ts";
import { createAuditLog } from "./store-audit-log.ts";
import { verifyAudit } from "./verify-audit.ts";

const seal = createSeal("a secret of the tests, 32 characters and more");
const actor = { userId: "u1", name: "ada", role: "sre", address: "127.0.0.1" } as const;

describe.each<Store["kind"]>(["sqlite", "postgres"])(
  "verifyAudit on %s, against someone who owns the database",
  (kind) => {
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
      const audit = createAuditLog({ store, seal, now: Date.now, processId: "p1", anchorFolder });
      for (let index = 1; index <= 5; index += 1) {
        await audit.append({ requestId: `r${index}`, phase: "succeeded", operation: "x.y", actor });
      }
      await dropTriggers();
    });

    async function dropTriggers() {
      const triggers =
        kind === "sqlite"
          ? ["audit_no_update", "audit_no_delete", "audit_head_no_delete"]
          : ["audit_append_only on audit", "audit_head_append_only on audit_head"];
      for (const trigger of triggers) await sql.raw(`drop trigger ${trigger}`).execute(store.db);
    }

    const verify = () => verifyAudit({ store, seal, anchorFolder });

    it("finds nothing wrong with what was only appended", async () => {
      expect(await verify()).toMatchObject({ ok: true, lines: 5 });
    });

    it("names the line that was edited", async () => {
      await store.db.updateTable("audit").set({ user_name: "eve" }).where("seq", "=", 3).execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 3 });
    });

    it("names the line after the one whose hash was mended too", async () => {
      const row = await store.db.selectFrom("audit").selectAll().where("seq", "=", 3).executeTakeFirstOrThrow();
      const edited = { ...row, user_name: "eve" };
      await store.db
        .updateTable("audit")
        .set({ user_name: "eve", hash: auditHash(edited) })
        .where("seq", "=", 3)
        .execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 4 });
    });

    it("names the line that was deleted", async () => {
      await store.db.deleteFrom("audit").where("seq", "=", 2).execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 2 });
    });

    it("names the first of two lines that were swapped", async () => {
      for (const [from, to] of [
        [2, 99],
        [3, 2],
        [99, 3],
      ] as const) {
        await store.db.updateTable("audit").set({ seq: to }).where("seq", "=", from).execute();
      }
      expect(await verify()).toMatchObject({ ok: false, seq: 2 });
    });

    it("notices a line that was slipped in at the end", async () => {
      const row = await store.db.selectFrom("audit").selectAll().where("seq", "=", 5).executeTakeFirstOrThrow();
      await store.db
        .insertInto("audit")
        .values({ ...row, seq: 7, previous_hash: row.hash })
        .execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 6 });
    });

    it("notices that the tail was cut off", async () => {
      await store.db.deleteFrom("audit").where("seq", ">", 3).execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 4 });
    });

    it("notices a tail cut off together with a head moved back, by the note beside the store", async () => {
      const third = await store.db.selectFrom("audit").selectAll().where("seq", "=", 3).executeTakeFirstOrThrow();
      await store.db.deleteFrom("audit").where("seq", ">", 3).execute();
      // With an honest mac, as if the row had been copied when line 3 was the last.
      const mac = seal.tag("audit-head", `3:${third.hash}`);
      await store.db.updateTable("audit_head").set({ seq: 3, hash: third.hash, mac }).execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 4 });
      rmSync(join(anchorFolder, "audit-head.json"));
      expect(await verify()).toMatchObject({ ok: true, lines: 3 });
    });

    it("notices a log that was emptied and begun anew", async () => {
      await store.db.deleteFrom("audit").execute();
      await store.db.updateTable("audit_head").set({ seq: 0, hash: GENESIS_HASH, mac: "" }).execute();
      expect(await verify()).toMatchObject({ ok: false, seq: 1 });
    });

    it("notices a whole chain that was written anew without the console's secret", async () => {
      const rows = await store.db.selectFrom("audit").selectAll().orderBy("seq").execute();
      let previous = GENESIS_HASH;
      for (const row of rows) {
        const line: Omit<AuditRow, "hash"> = { ...row, user_name: "eve", previous_hash: previous };
        previous = auditHash(line);
        const changed = { user_name: "eve", previous_hash: line.previous_hash, hash: previous };
        await store.db.updateTable("audit").set(changed).where("seq", "=", row.seq).execute();
      }
      await store.db.updateTable("audit_head").set({ hash: previous }).execute();
      const forged = JSON.stringify({ seq: 5, hash: previous, mac: "0".repeat(16) });
      writeFileSync(join(anchorFolder, "audit-head.json"), forged);
      expect(await verify()).toMatchObject({ ok: false });
    });
  },
);
