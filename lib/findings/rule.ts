import type { ConfigLine } from "#lib/directives/parse-config-file.ts";
import type { Setting } from "#lib/directives/read-settings.ts";
import type { Finding } from "./schema.ts";

/** What is known about the deployment that a file is for. */
export interface DeploymentFacts {
  readonly usesSentinel: boolean;
  readonly holdsSessions: boolean;
  readonly holdsRateLimits: boolean;
  readonly holdsCache: boolean;
  /** How many there are or should be; undefined where nobody says. */
  readonly sentinels: number | undefined;
  readonly replicas: number | undefined;
}

/** A rendered file, read as the server reads it. */
export interface Subject {
  readonly lines: readonly ConfigLine[];
  readonly settings: ReadonlyMap<string, Setting>;
  readonly facts: DeploymentFacts;
  /** Texts that stand where a secret will be. */
  readonly placeholders: ReadonlySet<string>;
  /** As CONFIG GET would answer, the server's own default where the file says nothing. */
  value(name: string): string | undefined;
  /** Line numbers that set a directive. */
  linesOf(name: string): readonly number[];
  /** `sentinel <statement> …` lines. */
  sentinel(statement: string): readonly ConfigLine[];
}

export type Found = Omit<Finding, "rule" | "lines"> & { readonly lines: readonly number[] };

export interface Rule {
  readonly id: string;
  readonly of: "redis" | "sentinel" | "both";
  check(subject: Subject): readonly Found[];
}
