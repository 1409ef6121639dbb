import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";

const GENESIS_HASH = "0".repeat(64);

export function firstMigration(kind: Store["kind"]): Migration {
  return {
    async up(db: Kysely<Tables>) {
      await createSignIns(db);
      await createAudit(db);
      await keepAuditAppendOnly(kind, db);
      await createMetrics(db);
      await createRevocations(db);
    },
  };
}

async function createSignIns(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("sign_in")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("provider", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("last_seen_at", "bigint", (column) => column.notNull())
    .addColumn("authenticated_at", "bigint", (column) => column.notNull())
    .addColumn("ended_at", "bigint")
    .addColumn("ended_why", "text")
    .execute();
  await db.schema.createIndex("sign_in_by_user").on("sign_in").columns(["user_id", "ended_at"]).execute();
  await db.schema
    .createTable("throttle")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("failures", "integer", (column) => column.notNull())
    .addColumn("tokens", "double precision", (column) => column.notNull())
    .addColumn("window_started_at", "bigint", (column) => column.notNull())
    .addColumn("locked_until", "bigint", (column) => column.notNull())
    .addColumn("lock_count", "integer", (column) => column.notNull())
    .addColumn("updated_at", "bigint", (column) => column.notNull())
    .execute();
}

async function createAudit(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("audit")
    .addColumn("seq", "bigint", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("process_id", "text", (column) => column.notNull())
    .addColumn("request_id", "text", (column) => column.notNull())
    .addColumn("phase", "text", (column) => column.notNull())
    .addColumn("operation", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("user_name", "text", (column) => column.notNull())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("deployment", "text")
    .addColumn("target", "text")
    .addColumn("target_tag", "text")
    .addColumn("reason", "text")
    .addColumn("count", "bigint")
    .addColumn("error_code", "text")
    .addColumn("previous_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  for (const column of ["at", "request_id", "phase", "operation", "user_id", "target_tag"] as const) {
    await db.schema.createIndex(`audit_by_${column}`).on("audit").columns([column, "seq"]).execute();
  }
  await db.schema
    .createTable("audit_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("seq", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("mac", "text", (column) => column.notNull())
    .execute();
  await db.insertInto("audit_head").values({ id: 1, seq: 0, hash: GENESIS_HASH, mac: "" }).execute();
  await db.schema
    .createTable("console_process")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("host", "text", (column) => column.notNull())
    .addColumn("pid", "integer", (column) => column.notNull())
    .addColumn("seen_at", "bigint", (column) => column.notNull())
    .execute();
}

async function keepAuditAppendOnly(kind: Store["kind"], db: Kysely<Tables>): Promise<void> {
  if (kind === "sqlite") {
    const refusal = (name: string, when: string) =>
      sql.raw(`create trigger ${name} before ${when} begin select raise(abort, 'audit lines are never changed'); end`);
    await refusal("audit_no_update", "update on audit").execute(db);
    await refusal("audit_no_delete", "delete on audit").execute(db);
    await refusal("audit_head_no_delete", "delete on audit_head").execute(db);
    return;
  }
  await sql
    .raw(
      `create function refuse_audit_change() returns trigger language plpgsql as
       $$ begin raise exception 'audit lines are never changed'; end $$`,
    )
    .execute(db);
  for (const [table, events] of [
    ["audit", "update or delete or truncate"],
    ["audit_head", "delete or truncate"],
  ]) {
    await sql
      .raw(
        `create trigger ${table}_append_only before ${events} on ${table}
         for each statement execute function refuse_audit_change()`,
      )
      .execute(db);
  }
}

async function createMetrics(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable("metric_sample")
    .addColumn("deployment", "text", (column) => column.notNull())
    .addColumn("instance", "text", (column) => column.notNull())
    .addColumn("metric", "text", (column) => column.notNull())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("value", "double precision", (column) => column.notNull())
    .addPrimaryKeyConstraint("metric_sample_key", ["deployment", "instance", "metric", "at"])
    .execute();
  await db.schema.createIndex("metric_sample_by_at").on("metric_sample").column("at").execute();
}

async function createRevocations(db: Kysely<Tables>): Promise<void> {
  const text = [
    "deployment",
    "user_id",
    "user_name",
    "role",
    "subject",
    "subject_tag",
    "reason",
    "state",
    "sealed_users",
  ] as const;
  const counts = [
    "planned",
    "deleted",
    "already_gone",
    "kept",
    "replicas_confirmed",
    "replicas_total",
    "came_back",
    "is_authoritative",
  ] as const;
  let revocation = db.schema
    .createTable("revocation")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at", "bigint", (column) => column.notNull())
    .addColumn("checked_at", "bigint")
    .addColumn("left_over", "bigint");
  for (const name of text) revocation = revocation.addColumn(name, "text", (column) => column.notNull());
  for (const name of counts) revocation = revocation.addColumn(name, "bigint", (column) => column.notNull());
  await revocation.execute();
  await db.schema.createIndex("revocation_by_at").on("revocation").columns(["deployment", "at"]).execute();
  await db.schema
    .createIndex("revocation_by_subject")
    .on("revocation")
    .columns(["deployment", "subject_tag"])
    .execute();
  await db.schema
    .createTable("revoked_session")
    .addColumn("revocation_id", "text", (column) => column.notNull())
    .addColumn("keyspace", "text", (column) => column.notNull())
    .addColumn("sealed_key", "text", (column) => column.notNull())
    .addColumn("key_tag", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("revoked_session_key", ["revocation_id", "keyspace", "key_tag"])
    .execute();
}
