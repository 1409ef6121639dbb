import type { Result } from "#lib/result.ts";
import { FailureError } from "./failure-error.ts";

/** The data of an answer, or a FailureError saying what the server said. */
export async function readResult(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isResult(body)) {
    if (body.ok) return body.data;
    throw new FailureError(body.error);
  }
  throw new FailureError({
    code: response.status === 401 ? "UNAUTHENTICATED" : "INTERNAL",
    message: `The console answered with status ${response.status} and nothing readable.`,
    advice: "Reload the page. If it stays, something between you and the console changes its answers.",
    requestId: response.headers.get("X-Request-Id") ?? "",
  });
}

function isResult(body: unknown): body is Result<unknown> {
  return typeof body === "object" && body !== null && "ok" in body && ("data" in body || "error" in body);
}
