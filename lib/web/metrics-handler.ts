import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import { readSecret } from "#lib/config/read-secret.ts";
import { currentServices } from "#lib/current-services.ts";
import { collectSamples } from "#lib/metrics/collect-samples.ts";
import { EXPOSITION_TYPE, writeExposition } from "#lib/metrics/write-exposition.ts";
import { failureResponse } from "./json-response.ts";
import { countOpenStreams } from "./open-streams.ts";

/** Answers Prometheus: no person signs in here, a token in the Authorization header is all there is. */
export async function answerScrape(request: Request): Promise<Response> {
  try {
    const services = currentServices();
    const { metricsToken } = services.config.console;
    if (metricsToken === undefined) {
      return plain(404, "There are no metrics: console.metricsToken is not set. docs/monitoring.md tells how.\n");
    }
    if (!isBearer(request.headers.get("authorization"), readSecret(metricsToken))) {
      return plain(401, "Send the token of console.metricsToken: Authorization: Bearer …\n", {
        "WWW-Authenticate": 'Bearer realm="redis-console"',
      });
    }
    const text = writeExposition(await collectSamples(services, { eventStreams: countOpenStreams() }));
    return plain(200, text, { "Content-Type": EXPOSITION_TYPE });
  } catch (thrown) {
    return failureResponse(thrown, randomUUID());
  }
}

/** Takes as long for any wrong token of any length. */
function isBearer(header: string | null, token: string): boolean {
  const given = /^Bearer (.{1,1024})$/i.exec(header ?? "")?.[1] ?? "";
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function plain(status: number, body: string, headers: Record<string, string> = {}): Response {
  const common = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(body, { status, headers: { ...common, ...headers } });
}
