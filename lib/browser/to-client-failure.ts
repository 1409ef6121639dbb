import type { Failure } from "#lib/result.ts";
import { FailureError } from "./failure-error.ts";

/** An old tab asks a newer console for what that does not know by this name. */
const OUT_OF_DATE: Failure = {
  code: "CONFLICT",
  message: "This page is older than the console that runs now, so nothing was done.",
  advice: "Reload the page and do it again.",
  requestId: "",
};

/** Whatever went wrong in the browser, in the form that the failure panel shows. */
export function toClientFailure(thrown: unknown): Failure {
  if (thrown instanceof FailureError) return thrown.failure;
  // The name that Next gives it; its class would bring the router along.
  if (thrown instanceof Error && thrown.name === "UnrecognizedActionError") return OUT_OF_DATE;
  return {
    code: "INTERNAL",
    message: "The console's server did not answer.",
    where: globalThis.location?.host ?? "console",
    advice: "Check your network; the page tries again by itself. If it stays, the console may be stopped.",
    requestId: "",
  };
}
