import { DEFAULT_ADVICE, DomainError, type ErrorCode, isDomainError } from "./errors.ts";
import { log } from "./log.ts";

/** What a failure looks like on the wire: what happened, where, what to do, and the id to quote. */
export interface Failure {
  code: ErrorCode;
  message: string;
  where?: string;
  advice: string;
  requestId: string;
  fieldErrors?: Record<string, string[]>;
}

export type Result<T> = { ok: true; data: T; requestId: string } | { ok: false; error: Failure };

/** Turns whatever was thrown into its wire form; the text of an error nobody expected goes to the log alone. */
export function toFailure(thrown: unknown, requestId: string): Failure {
  const error = isDomainError(thrown)
    ? thrown
    : new DomainError("INTERNAL", "The console met an error it did not expect.");
  if (error.code === "INTERNAL") log.error("unexpected error", { requestId, thrown });
  return {
    code: error.code,
    message: error.message,
    advice: error.advice ?? DEFAULT_ADVICE[error.code],
    requestId,
    ...(error.where === undefined ? {} : { where: error.where }),
    ...(error.fieldErrors === undefined ? {} : { fieldErrors: error.fieldErrors }),
  };
}
