import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Actor, OperationContext } from "#lib/context.ts";
import { currentServices } from "#lib/current-services.ts";
import { DomainError } from "#lib/errors.ts";
import type { StreamOperation } from "#lib/operation.ts";
import { assertMayRun, runOperation } from "#lib/run-operation.ts";
import type { Services } from "#lib/services.ts";
import { findLiveSignIn } from "#lib/sign-in/find-live-sign-in.ts";
import { renewedId } from "#lib/sign-in/renew-sign-in.ts";
import { demandActor } from "./current-actor.ts";
import { mergedInput, type ReadInput, type RouteContext } from "./define-route.ts";
import type { EventFrame } from "./event-frame.ts";
import { openEventStream } from "./event-stream-body.ts";
import { failureResponse } from "./json-response.ts";
import { takeStreamSlot } from "./open-streams.ts";
import { readJsonBody } from "./read-body.ts";
import { readQuery } from "./read-query.ts";
import { assertNoForeignFetch, assertSameOrigin } from "./same-origin.ts";

const MAX_BODY_BYTES = 64 * 1024;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-store, no-transform",
  "X-Accel-Buffering": "no",
};

interface StreamOptions<Item> {
  input?: ReadInput;
  /** Names or numbers the events; unless given, an item is the data of an unnamed event. */
  frame?: (item: Item) => EventFrame;
}

/** Export as GET, or as POST where the input may hold a secret, which an address must not. */
export function defineEventStream<Input extends z.ZodType, Item>(
  operation: StreamOperation<Input, Item>,
  options: StreamOptions<Item> = {},
): (request: Request, context: RouteContext) => Promise<Response> {
  return async (request, context) => {
    const requestId = randomUUID();
    try {
      const services = currentServices();
      const actor = await admit(services, request);
      const input = await readInput(request, context, options.input ?? mergedInput);
      const slot = takeStreamSlot(actor.userId);
      try {
        const stop = new AbortController();
        request.signal.addEventListener("abort", () => stop.abort());
        const ctx = { requestId, actor, services, signal: stop.signal };
        const items = await runOperation(operation, ctx, input);
        const stream = openEventStream({
          frames: toFrames(items, options.frame ?? ((data) => ({ data }))),
          stop,
          requestId,
          reauthorise: createReauthoriser(operation, ctx),
          onEnd: slot.release,
        });
        slot.close = stream.sayBye;
        return new Response(stream.body, { headers: { ...HEADERS, "X-Request-Id": requestId } });
      } catch (thrown) {
        slot.release();
        throw thrown;
      }
    } catch (thrown) {
      return failureResponse(thrown, requestId);
    }
  };
}

function admit(services: Services, request: Request): Promise<Actor> {
  const { address } = services.config.console;
  if (request.method === "POST") assertSameOrigin(request.headers, address);
  else assertNoForeignFetch(request.headers, address);
  // What is posted is a search that a person began; what is read by GET may be a page's own reconnecting.
  return demandActor(services, request.headers, { active: request.method === "POST" });
}

async function readInput(request: Request, context: RouteContext, read: ReadInput): Promise<unknown> {
  const path = (await context.params) ?? {};
  const query = readQuery(request.url);
  if (request.method !== "POST") return read(query, path);
  const body = await readJsonBody(request, MAX_BODY_BYTES);
  return typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body, ...path } : body;
}

/** Looks again whether the asker is still signed in and still allowed to. */
function createReauthoriser(operation: Parameters<typeof assertMayRun>[0], ctx: OperationContext): () => Promise<void> {
  let id = ctx.actor.signInId;
  return async () => {
    // Confirming one's password gives the sign-in another id, which must not end what is open.
    id = (await renewedId(ctx.services, id)) ?? id;
    const person = await findLiveSignIn(ctx.services, id, { active: false });
    if (person === undefined) throw new DomainError("UNAUTHENTICATED", "Your sign-in has ended.");
    // A proof of identity is asked for at the beginning, not again and again while reading.
    assertMayRun({ ...operation, stepUp: false }, { ...ctx, actor: { ...ctx.actor, ...person } });
  };
}

async function* toFrames<Item>(items: AsyncIterable<Item>, frame: (item: Item) => EventFrame) {
  for await (const item of items) yield frame(item);
}
