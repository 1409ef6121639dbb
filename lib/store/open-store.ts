import { openPostgres } from "./open-postgres.ts";
import { openSqlite } from "./open-sqlite.ts";
import type { Store } from "./store.ts";

interface StoreLocation {
  /** Where the embedded store lives. */
  readonly folder: string;
  /** A PostgreSQL to use instead. */
  readonly databaseUrl?: string | undefined;
}

/** Opens the store and brings its tables up to date; throws STORE_UNAVAILABLE. */
export function openStore({ folder, databaseUrl }: StoreLocation): Promise<Store> {
  return databaseUrl === undefined ? openSqlite(folder) : openPostgres(databaseUrl);
}
