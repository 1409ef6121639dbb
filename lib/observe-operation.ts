import { isDomainError } from "./errors.ts";
import { isAsyncIterable } from "./is-async-iterable.ts";
import type { OperationKind } from "./operation.ts";

/** unknown: it timed out, so nobody knows; invalid: it was asked for wrongly. */
export type OperationResult = "succeeded" | "failed" | "refused" | "invalid" | "unknown";

export interface OperationOutcome {
  readonly operation: string;
  readonly result: OperationResult;
  /** Undefined for what lasts as long as somebody watches. */
  readonly seconds: number | undefined;
}

// Next builds several copies of this module into one process; the symbol is the same for all.
const SLOT = Symbol.for("redis-console.operation-observer");

interface Slot {
  [SLOT]?: ((outcome: OperationOutcome) => void) | undefined;
}

// The global object is where copies of a module meet; this file alone names the member.
const slot = globalThis as Slot;

/** Whoever counts operations; must not throw. */
export function observeOperations(observer: ((outcome: OperationOutcome) => void) | undefined): void {
  slot[SLOT] = observer;
}

/** Does the work and tells the observer how it ended; what comes piece by piece ends with its last piece. */
export async function observed<Output>(
  { name, kind }: { name: string; kind: OperationKind },
  work: () => Promise<Output>,
): Promise<Output> {
  const startedAt = performance.now();
  const tell = (result: OperationResult, isWatched = false) =>
    slot[SLOT]?.({
      operation: name,
      result,
      seconds: isWatched ? undefined : (performance.now() - startedAt) / 1000,
    });
  try {
    const output = await work();
    // The cast keeps the output's own type: the wrapper yields the same items.
    if (isAsyncIterable(output)) return follow(output, (result) => tell(result, kind === "read")) as Output;
    tell("succeeded");
    return output;
  } catch (thrown) {
    tell(resultOf(thrown));
    throw thrown;
  }
}

async function* follow<Item>(
  items: AsyncIterable<Item>,
  tell: (result: OperationResult) => void,
): AsyncGenerator<Item> {
  let result: OperationResult = "succeeded";
  try {
    yield* items;
  } catch (thrown) {
    result = resultOf(thrown);
    throw thrown;
  } finally {
    tell(result);
  }
}

const RESULTS: Partial<Record<string, OperationResult>> = {
  FORBIDDEN: "refused",
  STEP_UP_REQUIRED: "refused",
  INVALID_INPUT: "invalid",
  TIMEOUT: "unknown",
};

function resultOf(thrown: unknown): OperationResult {
  return (isDomainError(thrown) ? RESULTS[thrown.code] : undefined) ?? "failed";
}
