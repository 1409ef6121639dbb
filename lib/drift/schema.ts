import { z } from "zod";
import { Finding } from "#lib/findings/schema.ts";

/**
 * same · differs: CONFIG SET can change it · restart: only a restart does · owned: Sentinel or the server itself moves it ·
 * unset: the file says nothing and the instance has other than the default · unknown: cannot be compared
 */
export const DriftState = z.enum(["same", "differs", "restart", "owned", "unset", "unknown"]);
export type DriftState = z.infer<typeof DriftState>;

export const DriftCell = z.object({
  /** What the file means; null where it says nothing. Secrets are words about them, never themselves. */
  rendered: z.string().nullable(),
  /** The file on the host; null where it says nothing or cannot be read. */
  onHost: z.string().nullable(),
  live: z.string().nullable(),
  state: DriftState,
  /** Whether the file on the host and the instance disagree: somebody changed the one without the other. */
  isHostBehind: z.boolean(),
});
export type DriftCell = z.infer<typeof DriftCell>;

export const DriftInstance = z.object({
  address: z.string(),
  name: z.string().nullable(),
  role: z.enum(["master", "replica", "sentinel", "unknown"]),
  /** The file of variables of its own, where it has one. */
  host: z.string().nullable(),
  /** Why nothing could be compared. */
  silence: z.object({ message: z.string(), advice: z.string() }).nullable(),
  /** Why the file on its host is not shown; null where it is. */
  withoutHostFile: z.string().nullable(),
  consequences: z.array(Finding),
});
export type DriftInstance = z.infer<typeof DriftInstance>;

export const DriftRow = z.object({
  directive: z.string(),
  isImmutable: z.boolean(),
  isSecret: z.boolean(),
  /** Instances that should be alike are not. */
  isUneven: z.boolean(),
  /** In the order of the instances; null where one did not answer. */
  cells: z.array(DriftCell.nullable()),
});
export type DriftRow = z.infer<typeof DriftRow>;

/** What runs against what would be deployed. */
export const DriftReport = z.object({ at: z.number(), instances: z.array(DriftInstance), rows: z.array(DriftRow) });
export type DriftReport = z.infer<typeof DriftReport>;
