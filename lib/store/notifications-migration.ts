import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const notificationsMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable("announced_state")
      .addColumn("deployment", "text", (column) => column.notNull())
      .addColumn("check_id", "text", (column) => column.notNull())
      .addColumn("instance", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("changes", "text", (column) => column.notNull())
      .addColumn("is_flapping", "integer", (column) => column.notNull())
      .addColumn("version", "bigint", (column) => column.notNull())
      .addColumn("changed_at", "bigint", (column) => column.notNull())
      .addPrimaryKeyConstraint("announced_state_key", ["deployment", "check_id", "instance"])
      .execute();
    await db.schema
      .createTable("notification")
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("at", "bigint", (column) => column.notNull())
      .addColumn("notice", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("attempts", "integer", (column) => column.notNull())
      .addColumn("next_at", "bigint", (column) => column.notNull())
      .addColumn("claimed_until", "bigint", (column) => column.notNull())
      .addColumn("tried_at", "bigint")
      .addColumn("error", "text")
      .addPrimaryKeyConstraint("notification_key", ["id", "target"])
      .execute();
    await db.schema.createIndex("notification_by_at").on("notification").columns(["target", "state", "at"]).execute();
  },
};
