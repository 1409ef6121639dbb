import { z } from "zod";

/** The outcomes of a lifecycle script: one a number, as its --help lists them. */
export const ScriptMeaning = z.enum([
  "done",
  "dead",
  "stopped",
  "unknown",
  "start_failed",
  "address_taken",
  "foreign_pid",
  "unsafe_path",
  "still_loading",
  "save_failed",
  "persistence_unproven",
  "locked",
  "shutdown_refused",
  "usage",
  "config_missing",
  "tool_missing",
  "timed_out",
  "password_refused",
  "config_refused",
]);
export type ScriptMeaning = z.infer<typeof ScriptMeaning>;

/** What a lifecycle script reports with --json. */
export const ScriptReport = z.object({
  action: z.string(),
  kind: z.enum(["server", "sentinel"]),
  outcome: ScriptMeaning,
  exitStatus: z.int(),
  message: z.string(),
  state: z.string().optional(),
  address: z.string().optional(),
  pid: z.int().optional(),
  runId: z.string().optional(),
  previousRunId: z.string().optional(),
  role: z.string().optional(),
  version: z.string().optional(),
  uptimeSeconds: z.int().optional(),
  connectedReplicas: z.int().optional(),
  /** Of a server that is down: what a start would load. No bytes: nothing; without these fields the script could not look. */
  dataKind: z.enum(["dump", "append-only", "none"]).optional(),
  dataFile: z.string().optional(),
  dataBytes: z.int().optional(),
  dataAgeSeconds: z.int().optional(),
  /** Of a dump: the history of writes that it is of, and how far it reaches. */
  dataHistory: z.string().optional(),
  dataOffset: z.int().optional(),
  durationMs: z.int().optional(),
  serverWords: z.array(z.string()),
});
export type ScriptReport = z.infer<typeof ScriptReport>;
