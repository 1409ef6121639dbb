import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { SILENT_MS } from "./open-story.ts";
import { type FailoverStories, FailoverStory } from "./schema.ts";

const MOST_STORIES = 50;

export const listFailovers = defineOperation({
  name: "timeline.failovers",
  summary: "see the past failovers of a deployment",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string() }),
  async run({ services: { deployments, store, now } }, { deployment }): Promise<FailoverStories> {
    const { name } = deployments.get(deployment);
    const rows = await store.db
      .selectFrom("failover_story")
      .select("story")
      .where("deployment", "=", name)
      .orderBy("began_at", "desc")
      .limit(MOST_STORIES)
      .execute();
    const stories = rows.map(({ story }) => FailoverStory.parse(JSON.parse(story)));
    return { stories: stories.map((story) => withoutWaiting(story, now())) };
  },
});

/** When it was stored it may have been under way; nothing came after it. */
function withoutWaiting(story: FailoverStory, now: number): FailoverStory {
  const lastAt = story.events.at(-1)?.at ?? story.beganAt;
  return story.result === "under way" && now - lastAt > SILENT_MS ? { ...story, result: "unknown" } : story;
}
