import type { Result } from "#lib/result.ts";
import type { RestoreReport } from "#lib/undo/schema.ts";

/** The server's action: it decides by itself who may. */
export type RestoreUndo = (input: { deployment: string; id: string }) => Promise<Result<RestoreReport>>;
