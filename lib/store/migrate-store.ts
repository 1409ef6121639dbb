import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { casesMigration } from "./cases-migration.ts";
import { failoversMigration } from "./failovers-migration.ts";
import { firstMigration } from "./first-migration.ts";
import { jobPauseMigration } from "./job-pause-migration.ts";
import { jobsMigration } from "./jobs-migration.ts";
import { lifecycleMigration } from "./lifecycle-migration.ts";
import { notificationsMigration } from "./notifications-migration.ts";
import { pubsubMigration } from "./pubsub-migration.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { timelineMigration } from "./timeline-migration.ts";

/** Names sort in the order of time; one that has been released is never changed. */
export async function migrateStore(kind: Store["kind"], db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => ({
        "001-first": firstMigration(kind),
        "002-timeline": timelineMigration,
        "003-jobs": jobsMigration,
        "004-notifications": notificationsMigration,
        "005-lifecycle": lifecycleMigration,
        "006-failovers": failoversMigration,
        "007-cases": casesMigration,
        "008-pubsub": pubsubMigration,
        "009-job-pause": jobPauseMigration,
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
