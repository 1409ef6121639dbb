import { readFileSync } from "node:fs";
import { DomainError } from "#lib/errors.ts";

export function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new DomainError("INVALID_INPUT", "The file is not UTF-8.", { where: path });
    if (!(thrown instanceof Error && "code" in thrown)) throw thrown;
    throw new DomainError("NOT_FOUND", `The file cannot be read (${String(thrown.code)}).`, { where: path });
  }
}
