import { DIRECTIVE_ROWS } from "./directive-rows.ts";

export type DirectiveKind =
  | { readonly kind: "bool" | "text" | "special" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "integer" | "bytes" | "percent" | "octal"; readonly min: bigint; readonly max: bigint };

export interface Directive {
  readonly name: string;
  /** The older name, under which CONFIG GET answers too. */
  readonly alias: string | undefined;
  readonly type: DirectiveKind;
  /** Only a restart changes it. */
  readonly isImmutable: boolean;
  readonly isSecret: boolean;
  readonly takesSeveral: boolean;
  /** As CONFIG GET answers where the file says nothing; undefined where that depends on the host. */
  readonly fallback: string | undefined;
}

/** CONFIG GET answers with these in clear, and 7.0 does not flag them all. */
const SECRETS = new Set(["requirepass", "masterauth", "masteruser", "tls-key-file-pass", "tls-client-key-file-pass"]);

export const DIRECTIVES: readonly Directive[] = DIRECTIVE_ROWS.trim().split("\n").map(readRow);

const BY_NAME = new Map(
  DIRECTIVES.flatMap((directive) => [
    [directive.name, directive] as const,
    ...(directive.alias === undefined ? [] : [[directive.alias, directive] as const]),
  ]),
);

/** By either name. */
export function findDirective(name: string): Directive | undefined {
  return BY_NAME.get(name);
}

function readRow(row: string): Directive {
  const [name = "", alias = "", flags = "", type = "", fallback = ""] = row.split("|");
  return {
    name,
    alias: alias === "" ? undefined : alias,
    type: readKind(type),
    isImmutable: flags.includes("i"),
    isSecret: SECRETS.has(name),
    takesSeveral: flags.includes("m"),
    fallback: fallback === "?" ? undefined : fallback,
  };
}

function readKind(text: string): DirectiveKind {
  const [kind = "", first = "", last = ""] = text.split(":");
  if (kind === "choice") return { kind, choices: first.split(",") };
  if (kind === "integer" || kind === "bytes" || kind === "percent" || kind === "octal")
    return { kind, min: BigInt(first), max: BigInt(last) };
  return { kind: kind === "bool" || kind === "text" ? kind : "special" };
}
