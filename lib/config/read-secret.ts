import { readFileSync } from "node:fs";
import { readVariable } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import type { SecretRef } from "./secret-ref.ts";

/** Read anew each time, so that a rotated secret is used from the next connection on. */
export function readSecret(ref: SecretRef): string {
  const secret = "env" in ref ? readVariable(ref.env) : readSecretFile(ref.file);
  if (secret !== undefined && secret !== "") return secret;
  const where = "env" in ref ? `The environment variable ${ref.env}` : `The secret's file ${ref.file}`;
  throw unreadable(`${where} is ${secret === "" ? "empty" : "not set"}.`);
}

function readSecretFile(file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    throw unreadable(`The secret's file ${file} ${code === "ENOENT" ? "does not exist" : `cannot be read (${code})`}.`);
  }
}

function unreadable(message: string): DomainError {
  return new DomainError("INTERNAL", message, {
    advice: "Whoever runs the console must put the secret where the configuration says it is.",
  });
}
