import { z } from "zod";
import { Forecast } from "#lib/forecast/schema.ts";

const reason = z.string().trim().min(3, "Say why, in a few words: the audit log keeps it.").max(500);

export const PreCheck = z.object({
  id: z.string(),
  state: z.enum(["ok", "warning", "refused"]),
  words: z.string(),
});
export type PreCheck = z.infer<typeof PreCheck>;

export const PlanFailoverInput = z.strictObject({ deployment: z.string() });

export const FailoverPlan = z.object({
  plan: z.string(),
  expiresAt: z.number(),
  master: z.string(),
  /** Who would be promoted; null when nobody can be. */
  chosen: z.string().nullable(),
  forecast: Forecast,
  checks: z.array(PreCheck),
  /** The safe way would be refused now. */
  isRefused: z.boolean(),
  /** Even the Sentinels would refuse. */
  isNativeRefused: z.boolean(),
  /** How long writes were paused the last time here; null where nobody has measured it. */
  lastPauseMs: z.number().nullable(),
  /** What the name must be typed for. */
  mustType: z.object({ safe: z.boolean(), native: z.boolean() }),
});
export type FailoverPlan = z.infer<typeof FailoverPlan>;

export const StartFailoverInput = z.strictObject({
  deployment: z.string(),
  plan: z.string().max(4_000),
  reason,
  /** The name of the deployment, where it is asked for. */
  typed: z.string().max(200).default(""),
});
export type StartFailoverInput = z.input<typeof StartFailoverInput>;

/** stop: the master is taken away, and the Sentinels have to notice; for drills alone. */
export const FailoverMode = z.enum(["safe", "native", "stop"]);
export type FailoverMode = z.infer<typeof FailoverMode>;

export const FailoverReport = z.object({
  mode: FailoverMode,
  from: z.string(),
  to: z.string(),
  /** Who was to win by the forecast. */
  expected: z.string().nullable(),
  /** The Sentinel that was asked; null: none, they acted by themselves. */
  askedOf: z.string().nullable(),
  /** From the pause's first moment until nobody had to wait any longer; null where nothing was paused, or nobody saw it end. */
  pausedMs: z.number().nullable(),
  /** From asking until the new master called itself one; null where nobody has measured it. */
  promotedMs: z.number().nullable(),
  totalMs: z.number(),
  /** Bytes of the old master's history that the new one does not have; null: not known. */
  lostBytes: z.number().nullable(),
  /** Everybody follows the new master and has caught up. */
  isWhole: z.boolean(),
  replicas: z.array(z.object({ address: z.string(), isInSync: z.boolean(), words: z.string() })),
  notes: z.array(z.string()),
  /** A switch that was asked for is carried to its end. */
  isStopped: z.literal(false),
});
export type FailoverReport = z.infer<typeof FailoverReport>;

export const ResetSentinelsInput = z.strictObject({
  deployment: z.string(),
  /** One of them, or all, one after another. */
  sentinel: z.string().max(300).nullable(),
  reason,
  /** The name of the deployment, where it is asked for. */
  typed: z.string().max(200).default(""),
});
export type ResetSentinelsInput = z.input<typeof ResetSentinelsInput>;

export const ResetReport = z.object({
  sentinels: z.array(
    z.object({ address: z.string(), forgotten: z.array(z.string()), knownAgainMs: z.number(), words: z.string() }),
  ),
  isStopped: z.boolean(),
});
export type ResetReport = z.infer<typeof ResetReport>;

export const StartDrillInput = z.strictObject({
  deployment: z.string(),
  mode: FailoverMode,
  reason,
  /** The name of the deployment, for the ways that may lose writes. */
  typed: z.string().max(200).default(""),
});
export type StartDrillInput = z.input<typeof StartDrillInput>;

const milliseconds = z.number().nullable();

/** The parts of a failover by the Sentinels' own events, as the console heard them; null: that event was not heard. */
export const DrillTimes = z.object({
  /** From the master's last answer until a Sentinel took it for down, and until the quorum did; null where nobody took it away. */
  sdownMs: milliseconds,
  odownMs: milliseconds,
  /** From there, or from asking, until a Sentinel was elected to lead. */
  electionMs: milliseconds,
  /** Until the replica had become the master. */
  promotionMs: milliseconds,
  /** Until most Sentinels named it. */
  namedMs: milliseconds,
  votes: z.number(),
  events: z.array(z.object({ name: z.string(), sentinel: z.string(), atMs: z.number() })),
});
export type DrillTimes = z.infer<typeof DrillTimes>;

/** What a rehearsal of a failover measured, by a writer of its own and by what the Sentinels said. */
export const DrillReport = z.object({
  failover: FailoverReport,
  /** Absent of drills of before it was measured. */
  times: DrillTimes.nullable().default(null),
  canary: z.object({
    acknowledged: z.number(),
    refused: z.number(),
    unknown: z.number(),
    longestGapMs: z.number(),
    lost: z.number(),
  }),
  isStopped: z.literal(false),
});
export type DrillReport = z.infer<typeof DrillReport>;

export const ListDrillsInput = z.strictObject({ deployment: z.string() });
export const DrillList = z.object({
  drills: z.array(z.object({ id: z.string(), at: z.number(), userName: z.string(), report: DrillReport })),
});
export type DrillList = z.infer<typeof DrillList>;
