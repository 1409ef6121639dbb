import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const jobPauseMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable("job")
      .addColumn("is_pause_asked", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
