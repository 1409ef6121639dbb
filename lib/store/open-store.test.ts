import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { startTestStores, type TestStores } from "./test-stores.ts";

const OPEN_AND_WRITE = `
  import { openStore } from "${new URL("./open-store.ts", import.meta.url).href}";
  const store = await openStore(JSON.parse(process.argv[1]));
  await store.db.insertInto("metric_sample")
    .values({ deployment: "d", instance: String(process.pid), metric: "m", at: 1795401014384, value: 0.5 }).execute();
  await store.close();
`;

const READ_THEN_WRITE = `
  import { openStore } from "${new URL("./open-store.ts", import.meta.url).href}";
  const store = await openStore(JSON.parse(process.argv[1]));
  for (let turn = 0; turn < 400; turn += 1) await store.db.transaction().execute(async (db) => {
    const { pid } = await db.selectFrom("console_process").select("pid").executeTakeFirstOrThrow();
    await new Promise((done) => setImmediate(done));
    await db.updateTable("console_process").set({ pid: pid + 1 }).execute();
  });
  await store.close();
`;

const inAnotherProcess = (script: string, location: object) =>
  promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(location)]);

describe.each<Store["kind"]>(["sqlite", "postgres"])("the store on %s", (kind) => {
  let stores: TestStores;
  beforeAll(async () => {
    stores = await startTestStores(kind);
  });
  afterAll(() => stores.stop());

  it("gives back times as numbers and fractions as they were", async () => {
    const { store } = await stores.create();
    const sample = { deployment: "d", instance: "i", metric: "m", at: 1_795_401_014_384, value: 0.1 };
    await store.db.insertInto("metric_sample").values(sample).execute();
    expect(await store.db.selectFrom("metric_sample").selectAll().executeTakeFirst()).toEqual(sample);
  });

  it("is migrated once by processes that start together", async () => {
    const { location, store } = await stores.create();
    for (const { name } of await store.db.introspection.getTables({ withInternalKyselyTables: true })) {
      await sql`drop table ${sql.table(name)}`.execute(store.db);
    }
    if (kind === "postgres") await sql`drop function refuse_audit_change`.execute(store.db);
    await Promise.all(Array.from({ length: 4 }, () => inAnotherProcess(OPEN_AND_WRITE, location)));
    expect(await store.db.selectFrom("metric_sample").selectAll().execute()).toHaveLength(4);
    expect(await store.db.selectFrom("audit_head").selectAll().execute()).toHaveLength(1);
  });

  it("keeps what was written when it is opened again", async () => {
    const { location, store } = await stores.create();
    await store.db.insertInto("console_process").values({ id: "p", host: "h", pid: 1, seen_at: 2 }).execute();
    const again = await openStore(location);
    expect(await again.db.selectFrom("console_process").select("id").execute()).toEqual([{ id: "p" }]);
    await again.close();
  });

  it("does not call itself unavailable when a query breaks a constraint", async () => {
    const { store } = await stores.create();
    const sample = { deployment: "d", instance: "i", metric: "m", at: 1, value: 1 };
    await store.db.insertInto("metric_sample").values(sample).execute();
    await expect(store.db.insertInto("metric_sample").values(sample).execute()).rejects.not.toHaveProperty(
      "name",
      "DomainError",
    );
  });
});

describe("the embedded store, and stores that cannot be had", () => {
  it("is STORE_UNAVAILABLE where the folder is a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "console-store-"));
    const file = join(folder, "file");
    writeFileSync(file, "");
    await expect(openStore({ folder: join(file, "store") })).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    rmSync(folder, { recursive: true });
  });

  it("is STORE_UNAVAILABLE where no PostgreSQL listens, without the password", async () => {
    const opening = openStore({ folder: "/nowhere", databaseUrl: "postgres://console:s3cr3t@127.0.0.1:1/none" });
    await expect(opening).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    await expect(opening).rejects.not.toThrow(/s3cr3t/);
  });

  it("is STORE_UNAVAILABLE once the disk is full, and the transaction has left nothing behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "console-store-"));
    const store = await openStore({ folder });
    await sql`pragma max_page_count = 1`.execute(store.db);
    const sample = { deployment: "d".repeat(2000), instance: "i", metric: "m", value: 1 };
    const filling = store.db.transaction().execute(async (db) => {
      for (let at = 0; at < 1000; at += 1)
        await db
          .insertInto("metric_sample")
          .values({ ...sample, at })
          .execute();
    });
    await expect(filling).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await store.db.selectFrom("metric_sample").select("at").execute()).toEqual([]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it("lets transactions of two processes that read first and then write follow each other", async () => {
    const folder = mkdtempSync(join(tmpdir(), "console-store-"));
    const store = await openStore({ folder });
    await store.db.insertInto("console_process").values({ id: "p", host: "h", pid: 0, seen_at: 0 }).execute();
    await Promise.all([inAnotherProcess(READ_THEN_WRITE, { folder }), inAnotherProcess(READ_THEN_WRITE, { folder })]);
    expect(await store.db.selectFrom("console_process").select("pid").execute()).toEqual([{ pid: 800 }]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it("keeps its folder and files from other users", async () => {
    const parent = mkdtempSync(join(tmpdir(), "console-store-"));
    const folder = join(parent, "inner");
    const store = await openStore({ folder });
    await store.db.insertInto("console_process").values({ id: "p", host: "h", pid: 1, seen_at: 2 }).execute();
    const mode = (path: string) => statSync(path).mode & 0o777;
    expect(mode(folder)).toBe(0o700);
    for (const name of ["console.sqlite", "console.sqlite-wal", "console.sqlite-shm"]) {
      expect(mode(join(folder, name)), name).toBe(0o600);
    }
    await store.close();
    rmSync(parent, { recursive: true });
  });
});
