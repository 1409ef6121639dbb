import { z } from "zod";
import { JobState } from "#lib/jobs/schema.ts";

export const LifecycleAction = z.enum(["start", "stop", "restart"]);
export type LifecycleAction = z.infer<typeof LifecycleAction>;

/** What the server itself says, asked by the console. */
export const ServerSight = z.object({
  /** gone: nobody listens · silent: no answer in time · refusing: it answers with a refusal · unasked: the console may not ask. */
  state: z.enum(["running", "loading", "gone", "silent", "refusing", "unasked"]),
  runId: z.string().nullable(),
  version: z.string().nullable(),
  role: z.enum(["master", "replica", "sentinel"]).nullable(),
  uptimeSeconds: z.number().nullable(),
  /** Why it gave no figures. */
  words: z.string().nullable(),
});
export type ServerSight = z.infer<typeof ServerSight>;

/** What came of an action, by what was seen afterwards. */
export const ActionOutcome = z.object({
  instance: z.string(),
  address: z.string(),
  action: LifecycleAction,
  /** start, restart: it answers PING under another run id than before; stop: nothing answers, and the script finds no process. */
  isProven: z.boolean(),
  state: z.enum(["running", "loading", "stopped", "unknown"]),
  message: z.string(),
  /** The script's own outcome; null when it could not be run or was ended half way. */
  meaning: z.string().nullable(),
  before: ServerSight,
  after: ServerSight,
  durationMs: z.number(),
});
export type ActionOutcome = z.infer<typeof ActionOutcome>;

/** Why an action is not done, with the numbers it was decided by. */
export const Refusal = z.object({
  code: z.enum([
    "quorum",
    "master",
    "last-replica",
    "min-replicas",
    "persistence",
    "failover-under-way",
    "no-master",
    "older-data",
  ]),
  message: z.string(),
  instead: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

const Instance = z.string().min(1).max(40);

export const PlanActionInput = z.strictObject({ deployment: z.string(), instance: Instance, action: LifecycleAction });
export type PlanActionInput = z.output<typeof PlanActionInput>;

/** What an action would meet and do, before anything is done. */
export const ActionPlan = z.object({
  plan: z.string(),
  expiresAt: z.number(),
  instance: z.string(),
  kind: z.enum(["redis", "sentinel"]),
  address: z.string(),
  action: LifecycleAction,
  role: z.enum(["master", "replica", "sentinel"]).nullable(),
  state: ServerSight.shape.state,
  /** Where its script runs. */
  runsOn: z.string(),
  clients: z.number().nullable(),
  keys: z.number().nullable(),
  persistence: z
    .object({ isProven: z.boolean(), words: z.string(), changesSinceSave: z.number().nullable() })
    .nullable(),
  /** Sentinels that answer now and would afterwards, of all that are known, and what a failover takes. */
  quorum: z.object({ now: z.number(), after: z.number(), voters: z.number(), needed: z.number() }).nullable(),
  /** Replicas in sync now and afterwards, and what the master asks for before it takes a write. */
  replicas: z.object({ now: z.number(), after: z.number(), asked: z.number().nullable() }).nullable(),
  effects: z.array(z.string()),
  refusals: z.array(Refusal),
});
export type ActionPlan = z.infer<typeof ActionPlan>;

export const ActInput = z.strictObject({
  deployment: z.string(),
  plan: z.string().max(4_096),
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
  /** The instance's name, typed by the person. */
  typed: z.string().max(60),
});
export type ActInput = z.output<typeof ActInput>;

export const WatchOutputInput = z.strictObject({ deployment: z.string(), id: z.uuid() });
/** What has come since the last one; the first holds all there is. */
export const JobOutputPart = z.object({
  lines: z.array(z.object({ nth: z.number(), at: z.number(), text: z.string() })),
  state: JobState,
  title: z.string(),
  userName: z.string(),
  error: z.string().nullable(),
});
export type JobOutputPart = z.infer<typeof JobOutputPart>;

/** What the script's status says; `state` in its own words. */
export const ScriptSight = z.object({
  state: z.string(),
  message: z.string(),
  pid: z.number().nullable(),
  runId: z.string().nullable(),
  at: z.number(),
});
export type ScriptSight = z.infer<typeof ScriptSight>;

export const ManagedRow = z.object({
  name: z.string(),
  kind: z.enum(["redis", "sentinel"]),
  address: z.string(),
  runsOn: z.string(),
  configFile: z.string(),
  pidFile: z.string(),
  script: ScriptSight,
  server: ServerSight,
  /** A sentence where script and server do not say the same. */
  disagreement: z.string().nullable(),
  /** Who works on it now. */
  busy: z.object({ what: z.string(), who: z.string(), since: z.number() }).nullable(),
});
export type ManagedRow = z.infer<typeof ManagedRow>;

export const ManagedList = z.object({
  at: z.number(),
  instances: z.array(ManagedRow),
  /** Who takes something of the deployment down now. */
  busy: z.object({ what: z.string(), who: z.string(), since: z.number() }).nullable(),
});
export type ManagedList = z.infer<typeof ManagedList>;
