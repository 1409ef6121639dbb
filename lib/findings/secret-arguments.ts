import { findDirective } from "#lib/directives/directive-table.ts";
import type { ConfigLine } from "#lib/directives/parse-config-file.ts";
import type { Subject } from "./rule.ts";

const SENTINEL_SECRETS = new Set(["auth-pass", "sentinel-pass"]);

/** Lines whose last argument is a password. A name of a user is secret to Redis and no password. */
export function secretArguments({ lines }: Subject): { line: ConfigLine; secret: string }[] {
  return lines.flatMap((line) => {
    const isSentinels = line.name === "sentinel" && SENTINEL_SECRETS.has(line.args[0]?.toLowerCase() ?? "");
    const isSecret = findDirective(line.name)?.isSecret === true && line.name !== "masteruser";
    return isSentinels || isSecret ? [{ line, secret: line.args.at(-1) ?? "" }] : [];
  });
}
