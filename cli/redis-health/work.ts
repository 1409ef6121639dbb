import { failedOutcome, type Outcome } from "./outcome.ts";
import { guessFormat } from "./output-settings.ts";
import { parseFlags } from "./parse-flags.ts";
import type { Order } from "./supervise.ts";

/** The worker's life: one order, one outcome. */
export function work(startedAt: number): void {
  process.once("disconnect", () => process.exit());
  // The supervisor is this same program, so its message has this shape.
  process.once("message", (message) => void carryOut(message as Order, startedAt));
}

async function carryOut({ argv, withinMs }: Order, startedAt: number): Promise<void> {
  const format = guessFormat(argv);
  const answer = (outcome: Outcome) => process.send?.(outcome);
  const fault = (thrown: unknown) => answer(failedOutcome(format, thrown));
  process.on("uncaughtException", fault);
  process.on("unhandledRejection", fault);
  try {
    const { checkHealth } = await import("./check-health.ts");
    answer(await checkHealth(parseFlags(argv), startedAt + withinMs));
  } catch (thrown) {
    fault(thrown);
  }
}
