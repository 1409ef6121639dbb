import { chmodSync, closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import Database from "better-sqlite3";
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from "kysely";
import { DomainError } from "#lib/errors.ts";
import { guardedDriver } from "./guarded-driver.ts";
import { migrateStore } from "./migrate-store.ts";
import type { Store } from "./store.ts";
import { translateStoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

const BUSY_TIMEOUT_MS = 5000;
const MIGRATION_WAIT_MS = 30_000;

/** One file in a folder that only the console's user may enter; every commit is on the disk before it is answered. */
export async function openSqlite(folder: string): Promise<Store> {
  const database = openDatabase(folder);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) });
  try {
    await migrateAlone(database, db);
  } catch (thrown) {
    database.close();
    throw translateStoreError(thrown);
  }
  return { kind: "sqlite", db, close: () => db.destroy() };
}

function openDatabase(folder: string): Database.Database {
  const file = join(folder, "console.sqlite");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    // SQLite gives its journal files the mode of this one.
    closeSync(openSync(file, "a", 0o600));
    chmodSync(file, 0o600);
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    // Without it INSERT OR REPLACE would pass by the triggers that keep the audit log append-only.
    database.pragma("recursive_triggers = ON");
    return database;
  } catch (cause) {
    throw new DomainError("STORE_UNAVAILABLE", "The console's store cannot be opened.", { cause, where: file });
  }
}

function sqliteDialect(database: Database.Database) {
  const dialect = new SqliteDialect({ database });
  return {
    createDriver: () =>
      guardedDriver(new SqliteDriver({ database }), {
        // A transaction that begins by reading could not write once another process has written.
        beginTransaction: async (connection) => {
          await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        },
        // A full disk has rolled it back already; a second time would be an error that hides the first.
        rollbackTransaction: async () => {
          if (database.inTransaction) database.exec("rollback");
        },
      }),
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => dialect.createIntrospector(db),
  };
}

/** Kysely takes no lock on SQLite, so two processes that start together would both create the tables. */
async function migrateAlone(database: Database.Database, db: Kysely<Tables>): Promise<void> {
  await beginImmediate(database);
  try {
    await migrateStore("sqlite", db);
    database.exec("commit");
  } catch (thrown) {
    if (database.inTransaction) database.exec("rollback");
    throw thrown;
  }
}

/** Waits without holding up the process: whoever has the lock may be in it. */
async function beginImmediate(database: Database.Database): Promise<void> {
  const deadline = Date.now() + MIGRATION_WAIT_MS;
  database.pragma("busy_timeout = 0");
  for (;;) {
    try {
      database.exec("begin immediate");
      break;
    } catch (thrown) {
      const isBusy = thrown instanceof Database.SqliteError && thrown.code.startsWith("SQLITE_BUSY");
      if (!isBusy || Date.now() > deadline) throw thrown;
      await setTimeout(20);
    }
  }
  database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
}
