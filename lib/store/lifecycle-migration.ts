import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const lifecycleMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable("hold")
      .addColumn("deployment", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("user_name", "text", (column) => column.notNull())
      .addColumn("what", "text", (column) => column.notNull())
      .addColumn("since", "bigint", (column) => column.notNull())
      .addColumn("held_until", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("hold_key", ["deployment", "subject"])
      .execute();
    await db.schema
      .createTable("job_output")
      .addColumn("job_id", "text", (column) => column.notNull())
      .addColumn("nth", "integer", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("line", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("job_output_key", ["job_id", "nth"])
      .execute();
  },
};
