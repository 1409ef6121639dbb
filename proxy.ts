import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { currentServices } from "#lib/current-services.ts";
import { whyNotAdmitted } from "#lib/web/admit-request.ts";
import { cookieNames } from "#lib/web/cookie-names.ts";
import { PAGE_PATH_HEADER } from "#lib/web/page-path-header.ts";
import { contentSecurityPolicy } from "#lib/web/security-headers.ts";

const OPEN_PATHS = ["/login", "/api/", "/_next/"];

/** Runs before everything, static files included; without a matcher, so that no header steers a request around it. */
export function proxy(request: NextRequest): NextResponse {
  const settings = currentServices().config.console;
  const { pathname, search } = request.nextUrl;
  // biome-ignore lint/style/noProcessEnv: Next replaces it when it builds.
  const isDevelopment = process.env.NODE_ENV === "development";
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), isDevelopment);
  const refusal = whyNotAdmitted({ method: request.method, pathname, headers: request.headers }, settings);
  const response = refusal
    ? new NextResponse(`${refusal.message}\n`, { status: refusal.status, headers: { "Content-Type": "text/plain" } })
    : (sendToSignIn(request, settings.address) ?? pass(request, policy, `${pathname}${search}`));
  response.headers.set("Content-Security-Policy", policy);
  if (!pathname.startsWith("/_next/static/")) response.headers.set("Cache-Control", "no-store");
  if (refusal?.status === 405) response.headers.set("Allow", "GET, HEAD, POST");
  return response;
}

/** Next reads the nonce for its own scripts from the policy on the request. */
function pass(request: NextRequest, policy: string, path: string): NextResponse {
  const forwarded = new Headers(request.headers);
  forwarded.set("Content-Security-Policy", policy);
  forwarded.set(PAGE_PATH_HEADER, path);
  return NextResponse.next({ request: { headers: forwarded } });
}

/** For comfort alone: pages and routes look for themselves who is signed in. */
function sendToSignIn(request: NextRequest, address: string): NextResponse | undefined {
  const { pathname, search } = request.nextUrl;
  const isOpen = pathname.includes(".") || OPEN_PATHS.some((path) => pathname.startsWith(path));
  if (isOpen || request.method === "POST" || request.cookies.has(cookieNames(address).signIn)) return undefined;
  const from = pathname === "/" ? "" : `?from=${encodeURIComponent(pathname + search)}`;
  return NextResponse.redirect(new URL(`/login${from}`, request.nextUrl));
}
