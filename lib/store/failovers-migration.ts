import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const failoversMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema.alterTable("job").addColumn("detail", "text").execute();
    let run = db.schema
      .createTable("failover_run")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull());
    for (const name of ["deployment", "mode", "user_name", "report"] as const) {
      run = run.addColumn(name, "text", (column) => column.notNull());
    }
    await run.execute();
    await db.schema
      .createIndex("failover_run_by_deployment")
      .on("failover_run")
      .columns(["deployment", "at"])
      .execute();
  },
};
