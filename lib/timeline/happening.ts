import type { SentinelEvent } from "#lib/redis/parse-sentinel-event.ts";
import type { TimelineEvent } from "./schema.ts";

/** What of a sentinel's event tells the story of a failover. */
export interface Heard extends Pick<SentinelEvent, "name" | "about" | "address" | "to" | "epoch"> {
  /** host:port of the sentinel that spoke. */
  readonly sentinel: string;
}

/** An event before it is stored. */
export interface Happening extends Omit<TimelineEvent, "id" | "actor"> {
  /** What may change, and what it changed to: said again within the time, it is the same event. */
  readonly subject: string;
  readonly mark: string;
  readonly withinMs: number;
  readonly heard: Heard | null;
}
