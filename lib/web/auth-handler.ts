import { randomUUID } from "node:crypto";
import { DomainError, ERROR_CODES, type ErrorCode, isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";
import { admitAddress } from "#lib/sign-in/throttle.ts";
import { authOptions } from "./auth-options.ts";
import { clientAddress } from "./client-address.ts";
import { cookieNames } from "./cookie-names.ts";
import { failureResponse, jsonResponse } from "./json-response.ts";
import { type AuthAnswer, type AuthCall, callNextAuth } from "./next-auth.ts";
import { readBody } from "./read-body.ts";
import { readCookie } from "./read-cookie.ts";
import { readQuery } from "./read-query.ts";
import { safePath } from "./safe-path.ts";
import { assertNoForeignFetch, assertSameOrigin } from "./same-origin.ts";
import { signInAdvice } from "./sign-in-advice.ts";
import { signInSentence } from "./sign-in-sentence.ts";

const MAX_BODY_BYTES = 16 * 1024;

/** All of next-auth that is reachable; its own pages, session and provider lists are not. */
const REACHABLE = ["GET csrf", "POST callback/credentials", "POST signin/oidc", "GET callback/oidc"];

export interface AuthSecrets {
  secret: string;
  oidcSecret: string | undefined;
}

/** Everything under /api/auth. */
export async function handleAuth(
  services: Services,
  secrets: AuthSecrets,
  request: Request,
  path: readonly string[],
): Promise<Response> {
  const requestId = randomUUID();
  const entry = `${request.method} ${path.join("/")}`;
  try {
    if (!REACHABLE.includes(entry)) throw new DomainError("NOT_FOUND", "There is nothing at this address.");
    const call = await readCall(services, request, path);
    if (path[1] === "oidc") await admitOidc(services, secrets, request);
    const answer = await callNextAuth(
      call,
      authOptions({
        ...secrets,
        services,
        requestId,
        address: clientAddress(request.headers),
        previousToken: call.cookies[cookieNames(services.config.console.address).signIn],
      }),
    );
    return respond(answer, entry, requestId, services.config.console.address);
  } catch (thrown) {
    if (request.method === "POST" || isDomainError(thrown)) return failureResponse(thrown, requestId);
    log.error("unexpected error", { requestId, thrown });
    return redirectTo("/login?error=INTERNAL", []);
  }
}

async function readCall(services: Services, request: Request, path: readonly string[]): Promise<AuthCall> {
  const { address } = services.config.console;
  const isPost = request.method === "POST";
  if (isPost) assertSameOrigin(request.headers, address);
  // A provider sends people back from its own site, and that is as it should be.
  else if (path[1] !== "oidc") assertNoForeignFetch(request.headers, address);
  const body = isPost ? await readForm(request) : {};
  const isFresh = body.confirm === "true";
  const [action = "", provider] = path;
  return {
    method: request.method,
    action,
    provider,
    query: isPost ? (isFresh ? { prompt: "login", max_age: "0" } : {}) : readQuery(request.url),
    body: isPost ? { ...body, callbackUrl: new URL(safePath(body.from ?? "/"), address).href } : {},
    cookies: readOwnCookies(request.headers, address),
  };
}

async function readForm(request: Request): Promise<Record<string, string>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") {
    throw new DomainError("INVALID_INPUT", "The request must carry application/x-www-form-urlencoded.");
  }
  const text = await readBody(request, MAX_BODY_BYTES);
  return readQuery(`http://form.invalid/?${text}`);
}

/** Ours alone, and of those the address to return to only if it is one of ours. */
function readOwnCookies(headers: Headers, address: string): Record<string, string> {
  const names = cookieNames(address);
  const cookies: Record<string, string> = {};
  for (const name of Object.values(names)) {
    const value = readCookie(headers, name);
    if (value !== undefined) cookies[name] = value;
  }
  const back = cookies[names.callbackUrl];
  if (back !== undefined && !isOwnUrl(back, address)) delete cookies[names.callbackUrl];
  return cookies;
}

function isOwnUrl(text: string, address: string): boolean {
  return URL.canParse(text) && new URL(text).origin === new URL(address).origin;
}

async function admitOidc(services: Services, secrets: AuthSecrets, request: Request): Promise<void> {
  if (secrets.oidcSecret === undefined) throw new DomainError("NOT_FOUND", "There is no single sign-on here.");
  if (!(await admitAddress(services, clientAddress(request.headers)))) {
    throw new DomainError("TOO_MANY_REQUESTS", "Too many attempts to sign in came from your address.");
  }
}

/** Pages get a redirect; what a script has posted gets a Result that says where to go. */
function respond(answer: AuthAnswer, entry: string, requestId: string, address: string): Response {
  if (answer.location === undefined) {
    if (answer.status !== 200 || entry !== "GET csrf") throw new DomainError("INTERNAL", "Sign-in gave no answer.");
    return withCookies(Response.json(answer.body, { headers: { "Cache-Control": "no-store" } }), answer.cookies);
  }
  const error = errorOf(answer.location);
  const target = isOwnUrl(answer.location, address) ? pathOf(answer.location) : answer.location;
  if (entry.startsWith("GET")) return redirectTo(error ? `/login?error=${error}` : target, answer.cookies);
  const response =
    error === undefined
      ? jsonResponse({ ok: true, data: { url: target }, requestId })
      : failureResponse(new DomainError(error, signInSentence(error), signInAdvice(error)), requestId);
  return withCookies(response, answer.cookies);
}

/** next-auth tells what went wrong in the address of its own error page. */
function errorOf(location: string): ErrorCode | undefined {
  if (!URL.canParse(location)) return undefined;
  const { pathname, searchParams } = new URL(location);
  if (!/^\/api\/auth\/(error|signin)$/.test(pathname)) return undefined;
  if (searchParams.has("csrf")) return "FORBIDDEN";
  const error = searchParams.get("error");
  if (error === "AccessDenied") return "FORBIDDEN";
  if (error === "OAuthSignin") return "TIMEOUT";
  return ERROR_CODES.find((code) => code === error) ?? "INTERNAL";
}

function pathOf(location: string): string {
  const { pathname, search, hash } = new URL(location);
  return safePath(`${pathname}${search}${hash}`);
}

function redirectTo(location: string, cookies: readonly string[]): Response {
  const response = new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
  return withCookies(response, cookies);
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}
