import { stripVTControlCharacters } from "node:util";

const MAX_LINE = 2000;
const MAX_PENDING = 16_384;

/** Cuts a stream of text into lines that are safe to show: no secret, no terminal codes, no endless line. */
export function cleanLines(secrets: readonly string[], onLine: (line: string) => void) {
  const hidden = secrets.filter((secret) => secret !== "").toSorted((a, b) => b.length - a.length);
  let pending = "";

  function emit(line: string): void {
    const redacted = hidden.reduce((text, secret) => text.replaceAll(secret, "[hidden]"), line);
    // Before the codes go as well as after: a code inside a secret must not save it from being found.
    const plain = stripVTControlCharacters(redacted).replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
    onLine(hidden.reduce((text, secret) => text.replaceAll(secret, "[hidden]"), plain).slice(0, MAX_LINE));
  }

  return {
    push(chunk: string): void {
      const lines = (pending + chunk).split("\n");
      pending = (lines.pop() ?? "").slice(0, MAX_PENDING);
      for (const line of lines) emit(line);
    },
    end(): void {
      if (pending !== "") emit(pending);
      pending = "";
    },
  };
}
