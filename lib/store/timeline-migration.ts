import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const timelineMigration: Migration = {
  async up(db: Kysely<Tables>) {
    let event = db.schema
      .createTable("timeline_event")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("instance", "text")
      .addColumn("detail", "text")
      .addColumn("heard", "text");
    for (const name of ["deployment", "kind", "severity", "title", "subject", "mark"] as const) {
      event = event.addColumn(name, "text", (column) => column.notNull());
    }
    await event.execute();
    for (const [name, columns] of [
      ["timeline_event_by_at", ["deployment", "at"]],
      ["timeline_event_by_kind", ["deployment", "kind", "at"]],
      ["timeline_event_by_subject", ["deployment", "subject", "at"]],
    ] as const) {
      await db.schema
        .createIndex(name)
        .on("timeline_event")
        .columns([...columns])
        .execute();
    }
    await db.schema
      .createTable("timeline_turn")
      .addColumn("deployment", "text", (column) => column.primaryKey())
      .addColumn("at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("failover_story")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("deployment", "text", (column) => column.notNull())
      .addColumn("began_at", "bigint", (column) => column.notNull())
      .addColumn("story", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("failover_story_by_began_at")
      .on("failover_story")
      .columns(["deployment", "began_at"])
      .execute();
  },
};
