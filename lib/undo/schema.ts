import { z } from "zod";

/** Whether a deletion can be undone; `why` says why not. */
export const UndoOutlook = z.object({ isPossible: z.boolean(), why: z.string().nullable() });
export type UndoOutlook = z.infer<typeof UndoOutlook>;

/** What was kept of a deletion: until then it can be undone. */
const UndoOffer = z.object({ id: z.string(), keys: z.number(), until: z.number() });

export const Undo = z.object({ offer: UndoOffer.nullable(), why: z.string().nullable() });
export type Undo = z.infer<typeof Undo>;

/** What a job says of it besides its result, which one that fails has not. */
export const UndoDetail = z.object({ undo: Undo });
export type UndoDetail = z.infer<typeof UndoDetail>;

/** Of one deletion; it lies in the console's store meanwhile. */
export const MOST_KEPT_BYTES = 32 * 1_048_576;
/** A larger value is not asked for: DUMP copies it as a whole. */
export const LARGEST_KEPT_VALUE = 1_048_576;

/** For what was written before there was an undo. */
export const NO_UNDO: Undo = { offer: null, why: null };

export const RestoreInput = z.strictObject({ deployment: z.string(), id: z.uuid() });

export const RestoreReport = z.object({
  restored: z.number(),
  /** There again already, with a fresh value that was left as it is. */
  fresh: z.number(),
  /** Their time had come meanwhile. */
  expired: z.number(),
  /** The server did not take the value: another version of Redis, say. */
  refused: z.number(),
  replicas: z.object({ confirmed: z.number(), connected: z.number() }),
});
export type RestoreReport = z.infer<typeof RestoreReport>;
