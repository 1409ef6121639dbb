import { z } from "zod";
import type { AuditEntry, AuditPhase } from "#lib/audit/audit-line.ts";
import type { OperationContext } from "./context.ts";
import { DomainError, isDomainError } from "./errors.ts";
import { isAsyncIterable } from "./is-async-iterable.ts";
import { log } from "./log.ts";
import { observed } from "./observe-operation.ts";
import type { Operation } from "./operation.ts";

/** How old a proof of identity may be for what is marked as step-up. */
export const STEP_UP_MS = 5 * 60_000;

type AnyOperation<Input extends z.ZodType, Output> = Operation<Input, Output>;

/** role → parse → audit → run. Nothing else in the house decides who may do what. */
export function runOperation<Input extends z.ZodType, Output>(
  operation: AnyOperation<Input, Output>,
  ctx: OperationContext,
  rawInput: unknown,
): Promise<Output> {
  return observed(operation, () => admitAndRun(operation, ctx, rawInput));
}

async function admitAndRun<Input extends z.ZodType, Output>(
  operation: AnyOperation<Input, Output>,
  ctx: OperationContext,
  rawInput: unknown,
): Promise<Output> {
  try {
    assertMayRun(operation, ctx);
  } catch (refusal) {
    await recordRefusal(operation, ctx, refusal);
    throw refusal;
  }
  const input = parseInput(operation.input, rawInput);
  if (operation.kind === "read") return operation.run(ctx, input);
  return runAudited(operation, ctx, input);
}

/** Throws unless the actor's role, the read-only switch and the age of the sign-in allow the operation. */
export function assertMayRun(
  operation: Pick<Operation, "name" | "roles" | "summary" | "kind" | "stepUp">,
  ctx: OperationContext,
): void {
  const { actor, services } = ctx;
  if (!operation.roles.includes(actor.role)) {
    throw new DomainError("FORBIDDEN", `Your role, ${actor.role}, cannot ${operation.summary}.`, {
      advice: `Ask someone with the role ${operation.roles.join(" or ")}.`,
    });
  }
  if (operation.kind === "change" && services.config.console.readOnly) {
    throw new DomainError("FORBIDDEN", `This console is read-only, so nobody can ${operation.summary} here.`, {
      advice: "An operator can set console.readOnly to false in the configuration file and restart the console.",
    });
  }
  if (operation.stepUp && services.now() - actor.authenticatedAt > STEP_UP_MS) {
    throw new DomainError("STEP_UP_REQUIRED", `To ${operation.summary}, confirm your password first.`);
  }
}

function parseInput<Input extends z.ZodType>(schema: Input, rawInput: unknown): z.output<Input> {
  const parsed = schema.safeParse(rawInput);
  if (parsed.success) return parsed.data;
  const fieldErrors = z.flattenError(parsed.error).fieldErrors as Record<string, string[]>;
  const first = parsed.error.issues[0];
  const where = first?.path.join(".") || undefined;
  throw new DomainError(
    "INVALID_INPUT",
    `The request is not valid: ${where ? `${where}: ` : ""}${first?.message ?? "wrong shape"}.`,
    {
      fieldErrors,
      ...(where === undefined ? {} : { where }),
    },
  );
}

async function runAudited<Input extends z.ZodType, Output>(
  operation: AnyOperation<Input, Output>,
  ctx: OperationContext,
  input: z.output<Input>,
): Promise<Output> {
  const record = await openRecord(operation, ctx, input);
  await record("started");
  try {
    const output = await operation.run(ctx, input);
    // The cast keeps the operation's own output type: the wrapper yields the same items.
    if (isAsyncIterable(output)) return watchStream(output, record) as Output;
    const count = operation.count === undefined ? {} : { count: operation.count(output) };
    const errorCode = operation.failure?.(output);
    if (errorCode === undefined) await record("succeeded", count);
    else await record(phaseOfCode(errorCode), { ...count, errorCode });
    return output;
  } catch (thrown) {
    await record(phaseOf(thrown), { errorCode: codeOf(thrown) });
    throw thrown;
  }
}

type Recorder = (phase: AuditPhase, more?: Pick<AuditEntry, "count" | "errorCode">) => Promise<void>;

/** What names no true target, a forged plan say, is refused, and that is written down too. */
async function openRecord<Input extends z.ZodType, Output>(
  operation: AnyOperation<Input, Output>,
  ctx: OperationContext,
  input: z.output<Input>,
): Promise<Recorder> {
  try {
    return recorder(operation, ctx, input);
  } catch (refusal) {
    await recordRefusal(operation, ctx, refusal);
    throw refusal;
  }
}

function recorder<Input extends z.ZodType, Output>(
  operation: AnyOperation<Input, Output>,
  ctx: OperationContext,
  input: z.output<Input>,
): Recorder {
  const { actor, requestId, services } = ctx;
  const target = operation.target?.(input, services);
  const reason = reasonOf(input);
  return async (phase, more = {}) => {
    const entry: AuditEntry = {
      requestId,
      phase,
      operation: operation.name,
      actor,
      ...(target === undefined ? {} : { target }),
      ...(reason === undefined ? {} : { reason }),
      ...more,
    };
    try {
      await services.audit.append(entry);
    } catch (thrown) {
      // Without its first line nothing is changed. An outcome that cannot be written is reconciled at the next start.
      if (phase === "started" && operation.kind === "change") throw thrown;
      log.error("audit line lost", { requestId, operation: operation.name, phase, thrown });
    }
  };
}

async function* watchStream<Item>(items: AsyncIterable<Item>, record: Recorder): AsyncGenerator<Item> {
  let count = 0;
  let failure: unknown;
  try {
    for await (const item of items) {
      count += 1;
      yield item;
    }
  } catch (thrown) {
    failure = thrown;
    throw thrown;
  } finally {
    if (failure === undefined) await record("succeeded", { count });
    else await record(phaseOf(failure), { errorCode: codeOf(failure) });
  }
}

async function recordRefusal(
  operation: Pick<Operation, "name" | "kind">,
  ctx: OperationContext,
  refusal: unknown,
): Promise<void> {
  const { actor, requestId, services } = ctx;
  try {
    await services.audit.append({
      requestId,
      phase: "refused",
      operation: operation.name,
      actor,
      errorCode: codeOf(refusal),
    });
  } catch (thrown) {
    log.error("audit line lost", { requestId, operation: operation.name, phase: "refused", thrown });
  }
}

function reasonOf(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || !("reason" in input)) return undefined;
  return typeof input.reason === "string" ? input.reason : undefined;
}

function phaseOf(thrown: unknown): AuditPhase {
  return phaseOfCode(codeOf(thrown));
}

/** A timeout means that nobody knows. */
function phaseOfCode(code: string): AuditPhase {
  return code === "TIMEOUT" ? "unknown" : "failed";
}

function codeOf(thrown: unknown): string {
  return isDomainError(thrown) ? thrown.code : "INTERNAL";
}
