import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { currentServices } from "#lib/current-services.ts";
import type { Operation } from "#lib/operation.ts";
import { runOperation } from "#lib/run-operation.ts";
import { demandActor } from "./current-actor.ts";
import { failureResponse, jsonResponse } from "./json-response.ts";
import { readQuery } from "./read-query.ts";
import { assertNoForeignFetch } from "./same-origin.ts";

export interface RouteContext {
  params?: Promise<Record<string, string | string[] | undefined>>;
}

type Parameters = Record<string, string | string[] | undefined>;

/** Builds the operation's raw input from the query and the path; unless given, both are merged, the path winning. */
export type ReadInput = (query: Record<string, string>, path: Parameters) => unknown;

export const mergedInput: ReadInput = (query, path) => ({ ...query, ...path });

/** A GET that runs one reading operation and answers with its Result as JSON. */
export function defineRoute<Input extends z.ZodType, Output>(
  operation: Operation<Input, Output>,
  options: { input?: ReadInput } = {},
): (request: Request, context: RouteContext) => Promise<Response> {
  if (operation.kind === "change")
    throw new TypeError(`Operation ${operation.name} changes things: make it an action.`);
  return async (request, context) => {
    const requestId = randomUUID();
    try {
      const services = currentServices();
      assertNoForeignFetch(request.headers, services.config.console.address);
      const actor = await demandActor(services, request.headers, { active: false });
      const input = (options.input ?? mergedInput)(readQuery(request.url), (await context.params) ?? {});
      const data = await runOperation(operation, { requestId, actor, services, signal: request.signal }, input);
      return jsonResponse({ ok: true, data, requestId });
    } catch (thrown) {
      return failureResponse(thrown, requestId);
    }
  };
}
