import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";

export const BackupRow = z.object({
  address: z.string(),
  role: z.enum(["master", "replica"]).nullable(),
  /** null where it does not answer. */
  state: z
    .object({
      lastSaveAt: z.number().nullable(),
      isLastSaveOk: z.boolean().nullable(),
      lastSaveSeconds: z.number().nullable(),
      changesSinceSave: z.number().nullable(),
      isSaving: z.boolean(),
      /** Share of the keys written, 0 to 1, of a save under way. */
      savedFraction: z.number().nullable(),
      isAofOn: z.boolean(),
      isAofRewriting: z.boolean(),
      isAofWriteOk: z.boolean().nullable(),
      isAofRewriteOk: z.boolean().nullable(),
      aofBytes: z.number().nullable(),
      keys: z.number(),
      usedMemoryBytes: z.number().nullable(),
    })
    .nullable(),
  /** Paths on the instance's own host; null where the console may not ask. */
  files: z.object({ rdb: z.string(), aof: z.string().nullable(), savePoints: z.string() }).nullable(),
  failure: z.string().nullable(),
});
export type BackupRow = z.infer<typeof BackupRow>;

export const BackupList = z.object({ at: z.number(), instances: z.array(BackupRow) });
export type BackupList = z.infer<typeof BackupList>;

export const SaveNowInput = z.strictObject({
  deployment: z.string(),
  instance: Address,
  reason: z.string().trim().min(3, "must say why, in three letters at least").max(500),
});
export type SaveNowInput = z.output<typeof SaveNowInput>;

export const SaveReport = z.object({
  instance: z.string(),
  savedAt: z.number(),
  durationMs: z.number(),
  keys: z.number(),
  file: z.string().nullable(),
});
export type SaveReport = z.infer<typeof SaveReport>;
