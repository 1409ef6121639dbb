import type { Failure } from "#lib/result.ts";
import { FailureError } from "./failure-error.ts";

/** Whatever went wrong in the browser, in the form that the failure panel shows. */
export function toClientFailure(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure;
  return {
    code: "INTERNAL",
    message: "The console's server did not answer.",
    where: globalThis.location?.host ?? "console",
    advice: "Check your network; the page tries again by itself. If it stays, the console may be stopped.",
    requestId: "",
  };
}
