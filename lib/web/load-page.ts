import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "#lib/context.ts";
import { currentServices } from "#lib/current-services.ts";
import { DomainError } from "#lib/errors.ts";
import type { Operation } from "#lib/operation.ts";
import { type Failure, type Result, toFailure } from "#lib/result.ts";
import type { Role } from "#lib/roles.ts";
import { runOperation } from "#lib/run-operation.ts";
import { findActor } from "./current-actor.ts";
import { PAGE_PATH_HEADER } from "./page-path-header.ts";
import { safePath } from "./safe-path.ts";

/** Who is signed in; nobody is sent to sign in and comes back to this page afterwards. */
export async function requireActor(): Promise<Actor> {
  const requestHeaders = await headers();
  const isPrefetch = requestHeaders.has("next-router-prefetch");
  const actor = await findActor(currentServices(), requestHeaders, { active: !isPrefetch });
  if (actor !== undefined) return actor;
  const from = safePath(requestHeaders.get(PAGE_PATH_HEADER) ?? "/");
  redirect(from === "/" ? "/login" : `/login?from=${encodeURIComponent(from)}`);
}

export type PageAuthorisation = { ok: true; actor: Actor } | { ok: false; actor: Actor; error: Failure };

/** For a page that shows nothing but what these roles may see; render the failure when it is not `ok`. */
export async function authorizePage(roles: readonly Role[]): Promise<PageAuthorisation> {
  const actor = await requireActor();
  if (roles.includes(actor.role)) return { ok: true, actor };
  const refusal = new DomainError("FORBIDDEN", `Your role, ${actor.role}, cannot see this page.`, {
    advice: `Ask someone with the role ${roles.join(" or ")}.`,
  });
  return { ok: false, actor, error: toFailure(refusal, randomUUID()) };
}

/** Runs one reading operation for a page's first sight of the data; what fails is a value for the page to show. */
export async function loadPage<Input extends z.ZodType, Output>(
  operation: Operation<Input, Output>,
  input: z.input<Input>,
): Promise<{ actor: Actor; result: Result<Output> }> {
  const actor = await requireActor();
  const requestId = randomUUID();
  try {
    const ctx = { requestId, actor, services: currentServices(), signal: new AbortController().signal };
    return { actor, result: { ok: true, data: await runOperation(operation, ctx, input), requestId } };
  } catch (thrown) {
    unstable_rethrow(thrown);
    return { actor, result: { ok: false, error: toFailure(thrown, requestId) } };
  }
}
