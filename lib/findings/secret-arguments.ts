import { findDirective } from "#lib/directives/directive-table.ts";
import type { ConfigLine } from "#lib/directives/parse-config-file.ts";
import type { Subject } from "./rule.ts";

const SENTINEL_SECRETS = new Set(["auth-pass", "sentinel-pass"]);

/** Lines whose last argument is a password. */
export function secretArguments({ lines }: Subject): { line: ConfigLine; secret: string }[] {
  return lines.filter(isSecretLine).map((line) => ({ line, secret: line.args.at(-1) ?? "" }));
}

/** A name of a user is secret to Redis and no password. */
export function isSecretLine({ name, args }: ConfigLine): boolean {
  if (name === "sentinel") return SENTINEL_SECRETS.has(args[0]?.toLowerCase() ?? "");
  return findDirective(name)?.isSecret === true && name !== "masteruser";
}
