import { REFUSED_METHOD } from "./harden-incoming.ts";
import { isLoopback } from "./is-loopback.ts";

const METRICS_PATH = "/api/metrics";

export interface Refusal {
  status: 403 | 405 | 421;
  message: string;
}

interface Asked {
  method: string;
  pathname: string;
  headers: Headers;
}

interface Allowed {
  address: string;
  allowedHosts: readonly string[];
}

/** What no page or route should ever see. They check again whatever matters: this is only the outer wall. */
export function whyNotAdmitted(asked: Asked, allowed: Allowed): Refusal | undefined {
  const { method, pathname, headers } = asked;
  // Scrapers ask by whatever name they have; the token they bring proves more than a name would.
  if (pathname !== METRICS_PATH && !isKnownHost(headers.get("host"), allowed)) {
    return { status: 421, message: "This console does not answer to that host name. See console.allowedHosts." };
  }
  if (
    method === REFUSED_METHOD ||
    ["TRACE", "CONNECT", "TRACK", "OPTIONS", "PUT", "PATCH", "DELETE"].includes(method)
  ) {
    return { status: 405, message: "The console answers to GET, HEAD and POST alone." };
  }
  const site = headers.get("sec-fetch-site");
  const isForeign = site === "cross-site" || site === "same-site";
  if (isForeign && (method === "POST" || (pathname.startsWith("/api/") && !isReturnFromProvider(asked)))) {
    return { status: 403, message: "The request was sent by another site." };
  }
  return undefined;
}

function isReturnFromProvider({ pathname, headers }: Asked): boolean {
  return pathname === "/api/auth/callback/oidc" && headers.get("sec-fetch-mode") === "navigate";
}

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

function withPort(name: string, port: string): string {
  return port === "" ? name : `${name}:${port}`;
}

function isKnownHost(host: string | null, { address, allowedHosts }: Allowed): boolean {
  if (host === null) return false;
  const own = new URL(address);
  // Names of the machine itself, which nobody else can point elsewhere.
  const others = isLoopback(own.hostname) ? LOOPBACK_NAMES.map((name) => withPort(name, own.port)) : [];
  return [own.host, ...others, ...allowedHosts].some((name) => name.toLowerCase() === host.toLowerCase());
}
