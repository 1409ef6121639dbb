import type { z } from "zod";
import type { Role } from "#lib/roles.ts";
import type { Services } from "#lib/services.ts";

export interface JobProgress {
  /** Share done, 0 to 1; what goes back is not shown. */
  fraction?: number;
  counts?: Readonly<Record<string, number>>;
  /** Where to go on after an interruption; JSON. */
  checkpoint?: unknown;
  /** What it is at, for work whose steps people watch; JSON. */
  detail?: unknown;
}

/** What the code of a job gets to work with. */
export interface JobRun<Input> {
  readonly id: string;
  readonly deployment: string;
  readonly actor: { readonly userId: string; readonly name: string; readonly role: Role };
  readonly input: Input;
  readonly services: Services;
  /** Fires when it is cancelled or the console stops: the work ends soon, with what it has. */
  readonly signal: AbortSignal;
  /** 1 is the first; a second one finds what an interrupted one has left. */
  readonly attempt: number;
  /** What of an interrupted attempt was stored last, which is up to half a second before its end; null where that is nothing. */
  readonly checkpoint: unknown;
  /** Somebody wants it to rest before its next step; work of a single step need not ask. */
  isPauseAsked(): boolean;
  report(progress: JobProgress): void;
  /** Once what was reported last will be found after a kill; rejects where the store does not take it. */
  stored(): Promise<void>;
}

/** Long work of one kind. Its name is that of the operation that starts it. */
export interface JobKind<Input extends z.ZodType = z.ZodType, Output = unknown> {
  readonly name: `${string}.${string}`;
  readonly input: Input;
  run(job: JobRun<z.output<Input>>): Promise<Output>;
  /** What the audit log counts. */
  count?(output: Output): number;
}

export function defineJob<Input extends z.ZodType, Output>(kind: JobKind<Input, Output>): JobKind<Input, Output> {
  return kind;
}
