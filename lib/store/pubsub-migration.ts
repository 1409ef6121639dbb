import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import type { Tables } from "./tables.ts";

export const pubsubMigration: Migration = {
  async up(db: Kysely<Tables>) {
    await db.schema
      .createTable("pubsub_sample")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("deployment", "text", (column) => column.notNull())
      .addColumn("channel", "text", (column) => column.notNull())
      .addColumn("label", "text", (column) => column.notNull())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("user_name", "text", (column) => column.notNull())
      .addColumn("saved_at", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("pubsub_sample_by_channel")
      .on("pubsub_sample")
      .columns(["deployment", "channel", "label"])
      .execute();
  },
};
