import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { OperationContext } from "#lib/context.ts";
import { currentServices } from "#lib/current-services.ts";
import type { Operation } from "#lib/operation.ts";
import { type Result, toFailure } from "#lib/result.ts";
import { runOperation } from "#lib/run-operation.ts";
import { demandActor } from "./current-actor.ts";
import { assertSameOrigin } from "./same-origin.ts";

/** A server action that runs one operation. `answer` turns its output into what the browser may have. */
export function defineAction<Input extends z.ZodType, Output, Answer = Output>(
  operation: Operation<Input, Output>,
  options: { answer?: (output: Output, ctx: OperationContext) => Promise<Answer> } = {},
): (input: z.input<Input>) => Promise<Result<Answer>> {
  return async (input) => {
    const requestId = randomUUID();
    try {
      const services = currentServices();
      const requestHeaders = await headers();
      assertSameOrigin(requestHeaders, services.config.console.address);
      const actor = await demandActor(services, requestHeaders, { active: true });
      // An action outlives the browser that asked for it: what was begun is finished and recorded.
      const ctx = { requestId, actor, services, signal: new AbortController().signal };
      const output = await runOperation(operation, ctx, input);
      // Without `answer`, Answer is Output by default.
      const data = options.answer ? await options.answer(output, ctx) : (output as unknown as Answer);
      return { ok: true, data, requestId };
    } catch (thrown) {
      unstable_rethrow(thrown);
      return { ok: false, error: toFailure(thrown, requestId) };
    }
  };
}
