import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { currentServices } from "#lib/current-services.ts";
import type { Operation } from "#lib/operation.ts";
import { runOperation } from "#lib/run-operation.ts";
import { demandActor } from "./current-actor.ts";
import type { RouteContext } from "./define-route.ts";
import { failureResponse, jsonResponse } from "./json-response.ts";
import { readJsonBody } from "./read-body.ts";
import { assertSameOrigin } from "./same-origin.ts";

const MAX_BODY_BYTES = 64 * 1024;

/** A reading operation whose question is too long for an address: posted as JSON, the path's parts winning. */
export function definePostedRoute<Input extends z.ZodType, Output>(
  operation: Operation<Input, Output>,
): (request: Request, context: RouteContext) => Promise<Response> {
  if (operation.kind === "change")
    throw new TypeError(`Operation ${operation.name} changes things: make it an action.`);
  return async (request, context) => {
    const requestId = randomUUID();
    try {
      const services = currentServices();
      assertSameOrigin(request.headers, services.config.console.address);
      const actor = await demandActor(services, request.headers, { active: true });
      const body = await readJsonBody(request, MAX_BODY_BYTES);
      const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
      const input = isObject ? { ...body, ...((await context.params) ?? {}) } : body;
      const data = await runOperation(operation, { requestId, actor, services, signal: request.signal }, input);
      return jsonResponse({ ok: true, data, requestId });
    } catch (thrown) {
      return failureResponse(thrown, requestId);
    }
  };
}
