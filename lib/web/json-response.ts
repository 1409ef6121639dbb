import { HTTP_STATUS } from "#lib/errors.ts";
import { type Result, toFailure } from "#lib/result.ts";

export function jsonResponse<T>(result: Result<T>): Response {
  const status = result.ok ? 200 : HTTP_STATUS[result.error.code];
  const requestId = result.ok ? result.requestId : result.error.requestId;
  return Response.json(result, { status, headers: { "Cache-Control": "no-store", "X-Request-Id": requestId } });
}

export function failureResponse(thrown: unknown, requestId: string): Response {
  return jsonResponse({ ok: false, error: toFailure(thrown, requestId) });
}
