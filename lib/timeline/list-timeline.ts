import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import type { Store } from "#lib/store/store.ts";
import { readConsoleChanges } from "./console-changes.ts";
import { toTimelineEvent } from "./event-rows.ts";
import { type Timeline, TimelineQuery } from "./schema.ts";

const MOST_EVENTS = 500;

export const listTimeline = defineOperation({
  name: "timeline.list",
  summary: "see what happened to a deployment",
  kind: "read",
  roles: ROLES,
  input: TimelineQuery,
  async run({ services: { deployments, store }, actor }, query): Promise<Timeline> {
    const { name } = deployments.get(query.deployment);
    const { instance, ...range } = { ...query, deployment: name };
    const limit = MOST_EVENTS + 1;
    const [stored, changes] = await Promise.all([
      readEvents(store, range, instance, limit),
      instance === undefined ? readConsoleChanges({ store, actor, ...range, limit }) : [],
    ]);
    const events = [...stored, ...changes].sort((one, other) => other.at - one.at);
    return { events: events.slice(0, MOST_EVENTS), isComplete: events.length <= MOST_EVENTS };
  },
});

interface Range {
  deployment: string;
  fromMs: number;
  untilMs: number;
}

async function readEvents(
  store: Store,
  { deployment, fromMs, untilMs }: Range,
  instance: string | undefined,
  limit: number,
) {
  let query = store.db
    .selectFrom("timeline_event")
    .selectAll()
    .where("deployment", "=", deployment)
    .where("at", ">=", fromMs)
    .where("at", "<=", untilMs);
  if (instance !== undefined) query = query.where("instance", "=", instance);
  const rows = await query.orderBy("at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(toTimelineEvent);
}
