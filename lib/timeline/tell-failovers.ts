import type { Heard } from "./happening.ts";
import { createStory, type OpenStory } from "./open-story.ts";
import type { FailoverStory, TimelineEvent } from "./schema.ts";

/** An event as it was stored, and what the sentinel said. */
export interface HeardEvent {
  readonly shown: TimelineEvent;
  readonly heard: Heard;
}

/** The stories of all failovers in these events, oldest first; pure. */
export function tellFailovers(events: readonly HeardEvent[], now: number): FailoverStory[] {
  const stories: OpenStory[] = [];
  let open: OpenStory | undefined;
  const down = new Map<string, HeardEvent[]>();

  function begin(event: HeardEvent): OpenStory {
    const prelude = down.get(event.heard.address ?? "") ?? [];
    const story = createStory(event, prelude);
    down.delete(event.heard.address ?? "");
    stories.push(story);
    return story;
  }

  for (const event of events) {
    const { name, about, address = "" } = event.heard;
    const last = stories.at(-1);
    if (open !== undefined && !open.isAbout(event)) open = undefined;
    if (open !== undefined) {
      open.add(event);
      if (open.hasEnded) open = undefined;
    } else if (name === "+try-failover" || name === "+elected-leader") {
      open = begin(event);
    } else if (name === "+switch-master") {
      if (last?.isEcho(event)) last.add(event);
      else begin(event);
    } else if (about === "master" && /^\+[so]down$/.test(name)) {
      down.set(address, [...(down.get(address) ?? []), event]);
    } else if (name === "-odown" || name === "-sdown") {
      dropRecovered(down, event);
    }
  }
  return stories.map((story) => story.tell(now));
}

/** When all who found it down reach it again, the next failover has another beginning. */
function dropRecovered(down: Map<string, HeardEvent[]>, { heard }: HeardEvent): void {
  const address = heard.address ?? "";
  const left = (down.get(address) ?? []).filter(
    (before) => before.heard.sentinel !== heard.sentinel || before.heard.name.slice(1) !== heard.name.slice(1),
  );
  if (left.length === 0) down.delete(address);
  else down.set(address, left);
}
