import type { ConfigProblem } from "./config-error.ts";

export type ConfigPath = readonly PropertyKey[];

/** A mistake at a place of the configuration; the line comes later. */
export interface ProblemAt extends Pick<ConfigProblem, "wrong" | "right"> {
  readonly path: ConfigPath;
}

/** deployments.staging.keyspaces[0].match */
export function fieldName(path: ConfigPath): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}
