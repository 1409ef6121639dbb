import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

/** Revocations of whole groups, and what is kept for a few minutes so that a deletion can be undone. */
export const casesMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .alterTable("revocation")
      .addColumn("is_cohort", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    let undo = db.schema
      .createTable("undo")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("keys", "bigint", (column) => column.notNull())
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("db", "integer", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull())
      .addColumn("until", "bigint", (column) => column.notNull());
    for (const name of ["deployment", "keyspace", "user_id", "state"] as const) {
      undo = undo.addColumn(name, "text", (column) => column.notNull());
    }
    await undo.execute();
    await db.schema
      .createTable("kept_values")
      .addColumn("undo_id", "text", (column) => column.notNull())
      .addColumn("nth", "integer", (column) => column.notNull())
      .addColumn("sealed", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("kept_values_key", ["undo_id", "nth"])
      .execute();
  },
};
