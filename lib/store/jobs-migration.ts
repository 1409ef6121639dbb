import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const jobsMigration: Migration = {
  async up(db: Kysely<Tables>) {
    let job = db.schema
      .createTable("job")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("fraction", "double precision", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("is_cancel_asked", "integer", (column) => column.notNull())
      .addColumn("created_at", "bigint", (column) => column.notNull());
    for (const name of [
      "deployment",
      "kind",
      "title",
      "user_id",
      "user_name",
      "role",
      "sealed_input",
      "state",
    ] as const) {
      job = job.addColumn(name, "text", (column) => column.notNull());
    }
    for (const name of ["counts", "checkpoint", "result", "error_code", "error_message", "lease_owner"] as const) {
      job = job.addColumn(name, "text");
    }
    for (const name of ["lease_until", "started_at", "ended_at"] as const) job = job.addColumn(name, "bigint");
    await job.execute();
    await db.schema.createIndex("job_by_state").on("job").columns(["state", "created_at"]).execute();
    await db.schema.createIndex("job_by_deployment").on("job").columns(["deployment", "created_at"]).execute();
  },
};
