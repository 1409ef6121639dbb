import { Kysely, PostgresAdapter, PostgresDialect, PostgresDriver } from "kysely";
import pg from "pg";
import { log } from "#lib/log.ts";
import { guardedDriver } from "./guarded-driver.ts";
import { migrateStore } from "./migrate-store.ts";
import type { Store } from "./store.ts";
import { translateStoreError } from "./store-error.ts";
import type { Tables } from "./tables.ts";

const INT8 = 20;

export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5000,
    query_timeout: 10_000,
    application_name: "redis-console",
    types: {
      // Times and counts stay far below 2^53.
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // Without a listener a connection that breaks while idle would end the process.
  pool.on("error", (thrown) => log.warn("an idle connection to the store broke", { thrown }));
  const dialect = new PostgresDialect({ pool });
  const db = new Kysely<Tables>({
    dialect: {
      createDriver: () => guardedDriver(new PostgresDriver({ pool })),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (of) => dialect.createIntrospector(of),
    },
  });
  try {
    await migrateStore("postgres", db);
  } catch (thrown) {
    await db.destroy();
    throw translateStoreError(thrown);
  }
  return { kind: "postgres", db, close: () => db.destroy() };
}
