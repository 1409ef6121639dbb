import type { z } from "zod";
import type { AuditTarget } from "#lib/audit/audit-line.ts";
import type { OperationContext } from "./context.ts";
import type { ErrorCode } from "./errors.ts";
import type { Role } from "./roles.ts";
import type { Services } from "./services.ts";

/** read: leaves no line · access: shows personal data or starts a trial server, leaves lines · change: no line, no effect. */
export type OperationKind = "read" | "access" | "change";

export interface Operation<Input extends z.ZodType = z.ZodType, Output = unknown> {
  /** Also the audit name and the metric label. */
  readonly name: `${string}.${string}`;
  /** Completes the sentence "Your role cannot …". */
  readonly summary: string;
  readonly kind: OperationKind;
  readonly roles: readonly Role[];
  /** Needs a proof of identity at most five minutes old. */
  readonly stepUp?: boolean;
  readonly input: Input;
  /** What the audit line names; required unless it only reads. */
  readonly target?: (input: z.output<Input>, services: Services) => AuditTarget;
  /** What the outcome line counts. */
  readonly count?: (output: Output) => number;
  /** Of an answer that itself says that a part of it went wrong: the code for the outcome line. */
  readonly failure?: (output: Output) => ErrorCode | undefined;
  run(ctx: OperationContext, input: z.output<Input>): Promise<Output>;
}

/** An operation whose answer comes piece by piece. */
export type StreamOperation<Input extends z.ZodType = z.ZodType, Item = unknown> = Operation<
  Input,
  AsyncIterable<Item>
>;

export function defineOperation<Input extends z.ZodType, Output>(
  operation: Operation<Input, Output>,
): Operation<Input, Output> {
  if (operation.kind !== "read" && operation.target === undefined) {
    throw new TypeError(`Operation ${operation.name} is of kind ${operation.kind} and must name its target.`);
  }
  return operation;
}
