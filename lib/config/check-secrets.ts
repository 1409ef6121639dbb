import { isDomainError } from "#lib/errors.ts";
import { isRecord } from "./is-record.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";
import { readSecret } from "./read-secret.ts";
import { SecretRef } from "./secret-ref.ts";

/** Secrets that are not where the configuration says they are. */
export function checkSecrets(value: unknown, path: ConfigPath = []): ProblemAt[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => checkSecrets(item, [...path, index]));
  if (!isRecord(value)) return [];
  const ref = SecretRef.safeParse(value);
  if (ref.success) return checkSecret(ref.data, path);
  return Object.entries(value).flatMap(([name, inner]) => checkSecrets(inner, [...path, name]));
}

function checkSecret(ref: SecretRef, path: ConfigPath): ProblemAt[] {
  try {
    readSecret(ref);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    const right = "env" in ref ? `set ${ref.env}, or ${ref.env}_FILE to a file that holds it` : "write the file";
    const wrong = isDomainError(thrown) ? thrown.message.replace(/\.$/, "").replace(/^T/, "t") : "cannot be read";
    return [{ path, wrong, right }];
  }
}
