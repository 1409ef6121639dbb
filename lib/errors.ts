/** Every way an operation can fail. A new code does not compile until each table below has it. */
export const ERROR_CODES = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "STEP_UP_REQUIRED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "TOO_MANY_REQUESTS",
  "REDIS_UNREACHABLE",
  "REDIS_REPLIED_ERROR",
  "TIMEOUT",
  "SCRIPT_FAILED",
  "STORE_UNAVAILABLE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export const HTTP_STATUS = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  STEP_UP_REQUIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  REDIS_UNREACHABLE: 503,
  REDIS_REPLIED_ERROR: 502,
  TIMEOUT: 504,
  SCRIPT_FAILED: 502,
  STORE_UNAVAILABLE: 503,
  INTERNAL: 500,
} as const satisfies Record<ErrorCode, number>;

/** Exit statuses of the commands, from sysexits.h where one fits. */
export const EXIT_STATUS = {
  INVALID_INPUT: 64,
  UNAUTHENTICATED: 77,
  STEP_UP_REQUIRED: 77,
  FORBIDDEN: 77,
  NOT_FOUND: 66,
  CONFLICT: 73,
  TOO_MANY_REQUESTS: 75,
  REDIS_UNREACHABLE: 69,
  REDIS_REPLIED_ERROR: 76,
  TIMEOUT: 75,
  SCRIPT_FAILED: 71,
  STORE_UNAVAILABLE: 74,
  INTERNAL: 70,
} as const satisfies Record<ErrorCode, number>;

/** What a reader can do about it when the thrower knew nothing better. */
export const DEFAULT_ADVICE = {
  INVALID_INPUT: "Correct the marked fields and try again.",
  UNAUTHENTICATED: "Sign in and try again.",
  STEP_UP_REQUIRED: "Confirm your password; the confirmation counts for five minutes.",
  FORBIDDEN: "Ask someone whose role allows it.",
  NOT_FOUND: "Check the name; it may have ended or been removed.",
  CONFLICT: "Reload to see the present state, then decide again.",
  TOO_MANY_REQUESTS: "Wait a minute and try again.",
  REDIS_UNREACHABLE: "Check that the instance runs and that its address and the network are right.",
  REDIS_REPLIED_ERROR: "Read the reply's first word in the error reference.",
  TIMEOUT: "The outcome is unknown: look at the present state before you try again.",
  SCRIPT_FAILED: "Read the script's output below.",
  STORE_UNAVAILABLE: "Nothing was changed. Check the console's own database and its disk.",
  INTERNAL: "Try again; if it stays, give the request id to whoever runs the console.",
} as const satisfies Record<ErrorCode, string>;

interface DomainErrorOptions {
  cause?: unknown;
  /** The instance, file or field it happened at. */
  where?: string;
  advice?: string;
  fieldErrors?: Record<string, string[]>;
}

export class DomainError extends Error {
  // A literal: bundled code loses class names.
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly advice: string;
  readonly fieldErrors: Record<string, string[]> | undefined;

  constructor(code: ErrorCode, message: string, options: DomainErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.where = options.where;
    this.advice = options.advice ?? DEFAULT_ADVICE[code];
    this.fieldErrors = options.fieldErrors;
  }
}

/** Next builds several copies of this module into one process, so `instanceof` alone would miss the others' errors. */
export function isDomainError(thrown: unknown): thrown is DomainError {
  return (
    thrown instanceof DomainError || (thrown instanceof Error && thrown.name === "DomainError" && "code" in thrown)
  );
}
