import type { Failure } from "#lib/result.ts";

/** A failure that the server described, on its way through query code that throws. */
export class FailureError extends Error {
  override readonly name = "FailureError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}
