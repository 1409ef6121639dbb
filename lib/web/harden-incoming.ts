import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { isLoopback } from "./is-loopback.ts";

/** What the proxy answers with 405; Next itself cannot even read a TRACE. */
export const REFUSED_METHOD = "REFUSED";

const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]);
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;

interface Settings {
  trustedProxies: number;
  /** Set on every response; whoever answers may set better ones. */
  responseHeaders: Record<string, string>;
  /** Refuses every connection that does not come in over a loopback address. */
  loopbackOnly: boolean;
}

interface Announced {
  request: IncomingMessage;
  response: ServerResponse;
  server: Server;
}

declare global {
  // Whoever stops the console is another copy of this module than the one that saw the servers.
  var redisConsoleHttpServers: Set<Server> | undefined;
}

function httpServers(): Set<Server> {
  globalThis.redisConsoleHttpServers ??= new Set();
  return globalThis.redisConsoleHttpServers;
}

/** Takes no new requests; resolves when those under way are done. */
export async function closeHttpServers(): Promise<void> {
  const servers = [...httpServers()];
  // A connection whose last request ends later would be kept open for another one.
  const sweeper = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 50);
  try {
    await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
  } finally {
    clearInterval(sweeper);
  }
}

/**
 * Puts right what Next would believe, before Next sees it: whose address it is, under which name it was asked for.
 * Node announces each request on this channel before any listener runs.
 */
export function hardenIncoming(settings: Settings): void {
  subscribe("http.server.request.start", (message) => {
    // The channel's documented message.
    const { request, response, server } = message as Announced;
    httpServers().add(server);
    server.headersTimeout = HEADERS_TIMEOUT_MS;
    server.requestTimeout = REQUEST_TIMEOUT_MS;
    hardenRequest(request, settings);
    for (const [name, value] of Object.entries(settings.responseHeaders)) response.setHeader(name, value);
  });
}

export function hardenRequest(
  request: IncomingMessage,
  { trustedProxies, loopbackOnly }: Pick<Settings, "trustedProxies" | "loopbackOnly">,
): void {
  const { headers, socket } = request;
  if (loopbackOnly && !isLoopback(socket.localAddress ?? "")) {
    socket.destroy();
    return;
  }
  headers["x-forwarded-for"] = trueAddress(headers["x-forwarded-for"], socket.remoteAddress, trustedProxies);
  // Next prefers these to Host; the address in the configuration is what counts.
  for (const name of ["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "forwarded", "x-real-ip"]) {
    delete headers[name];
  }
  // Next would redirect a whole URL, as proxies are sent, to wherever it says.
  const isPath = request.url?.startsWith("/") === true;
  if (!isPath) request.url = "/";
  if (!isPath || request.method === undefined || !METHODS.has(request.method)) request.method = REFUSED_METHOD;
}

/** The entry that the outermost trusted proxy wrote; the socket's own address when there is none. */
export function trueAddress(
  forwarded: string | string[] | undefined,
  socketAddress: string | undefined,
  trustedProxies: number,
): string {
  const own = plain(socketAddress ?? "unknown");
  if (trustedProxies === 0) return own;
  const chain = [forwarded ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  const claimed = chain.at(-trustedProxies);
  return claimed !== undefined && /^[0-9A-Fa-f.:]{2,45}$/.test(claimed) ? plain(claimed) : own;
}

/** An IPv4 client on a dual socket reads the same as on a plain one. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
