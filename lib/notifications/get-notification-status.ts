import { z } from "zod";
import type { NotificationTarget } from "#lib/config/notification-schema.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import { isDomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Store } from "#lib/store/store.ts";
import type { TargetStatus } from "./schema.ts";

/** Each target of notifications, and whether it is reached. */
export const getNotificationStatus = defineOperation({
  name: "notifications.status",
  summary: "see where notifications go",
  kind: "read",
  roles: ["sre", "admin"],
  input: z.strictObject({}),
  run: ({ services: { config, store } }): Promise<TargetStatus[]> =>
    Promise.all(config.notifications.map((target) => statusOf(store, target))),
});

async function statusOf(store: Store, target: NotificationTarget): Promise<TargetStatus> {
  const rows = store.db.selectFrom("notification").where("target", "=", target.name);
  const [waiting, delivered, failed] = await Promise.all([
    rows
      .where("state", "=", "waiting")
      .select(({ fn }) => fn.countAll().as("count"))
      .executeTakeFirst(),
    rows.where("state", "=", "delivered").select("tried_at").orderBy("tried_at", "desc").limit(1).executeTakeFirst(),
    rows
      .where("error", "is not", null)
      .select(["tried_at", "error"])
      .orderBy("tried_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  ]);
  const { name, kind, minimum, deployments = null } = target;
  return {
    name,
    kind,
    minimum,
    deployments,
    host: hostOf(target),
    waiting: Number(waiting?.count ?? 0),
    lastDeliveredAt: delivered?.tried_at ?? null,
    lastFailure: failed === undefined ? null : { at: failed.tried_at ?? 0, words: failed.error ?? "" },
  };
}

function hostOf({ url }: NotificationTarget): string | null {
  try {
    const address = readSecret(url);
    return URL.canParse(address) ? new URL(address).host : null;
  } catch (thrown) {
    if (isDomainError(thrown)) return null;
    throw thrown;
  }
}
