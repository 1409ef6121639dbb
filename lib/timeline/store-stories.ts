import type { Store } from "#lib/store/store.ts";
import { toTimelineEvent } from "./event-rows.ts";
import type { Heard } from "./happening.ts";
import { type HeardEvent, tellFailovers } from "./tell-failovers.ts";

const KEPT_MS = 365 * 86_400_000;
const MOST_STORIES = 500;
/** What is older is told for good; so much before it may belong to it. */
const FRESH_MS = 900_000;
const LOOK_BACK_MS = 3_600_000;
const MOST_EVENTS = 2_000;

/** Tells the latest failovers anew from what is stored now; what is told already is replaced. */
export async function storeStories(store: Store, deployment: string, now: number): Promise<void> {
  const events = await readHeard(store, deployment, now - LOOK_BACK_MS);
  const cutOff = events.length === MOST_EVENTS ? (events[0]?.shown.at ?? 0) : 0;
  for (const story of tellFailovers(events, now)) {
    const lastAt = story.events.at(-1)?.at ?? story.beganAt;
    if (story.beganAt <= cutOff || now - lastAt > FRESH_MS) continue;
    const row = { id: story.id, deployment, began_at: story.beganAt, story: JSON.stringify(story) };
    await store.db
      .insertInto("failover_story")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ began_at: story.beganAt, story: row.story }))
      .execute();
  }
}

async function readHeard(store: Store, deployment: string, from: number): Promise<HeardEvent[]> {
  const rows = await store.db
    .selectFrom("timeline_event")
    .selectAll()
    .where("deployment", "=", deployment)
    .where("at", ">=", from)
    .where("heard", "is not", null)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(MOST_EVENTS)
    .execute();
  return rows.reverse().flatMap((row) =>
    row.heard === null
      ? []
      : [
          {
            shown: toTimelineEvent(row),
            // The console wrote it itself.
            heard: JSON.parse(row.heard) as Heard,
          },
        ],
  );
}

export async function trimStories(store: Store, deployments: readonly string[], now: number): Promise<void> {
  await store.db
    .deleteFrom("failover_story")
    .where("began_at", "<", now - KEPT_MS)
    .execute();
  for (const deployment of deployments) {
    const first = await store.db
      .selectFrom("failover_story")
      .select("began_at")
      .where("deployment", "=", deployment)
      .orderBy("began_at", "desc")
      .offset(MOST_STORIES)
      .limit(1)
      .executeTakeFirst();
    if (first === undefined) continue;
    await store.db
      .deleteFrom("failover_story")
      .where("deployment", "=", deployment)
      .where("began_at", "<=", first.began_at)
      .execute();
  }
}
