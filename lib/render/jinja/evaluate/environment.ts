import type { Delimiters } from "#lib/render/jinja/syntax/delimiters.ts";
import type { Template } from "#lib/render/jinja/syntax/template.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import type { Arguments, Value } from "#lib/render/jinja/values/value.ts";
import type { Trace } from "./trace.ts";

/** Turns what a template, a macro or a block wrote into its value. */
export type Concat = (pieces: readonly Value[]) => Value;

/** A filter or a test: its first positional argument is the value it stands behind. */
export type Helper = (args: Arguments, environment: Environment) => Value;

export interface Environment {
  readonly delimiters: Readonly<Delimiters>;
  readonly budget: Budget;
  readonly trace: Trace;
  readonly globals: ReadonlyMap<string, Value>;
  /** Ansible exchanges it while it templates a variable's text, and never puts it back. */
  concat: Concat;
  /** Every value goes through it on its way into the output. */
  finalize(value: Value): Value;
  /** Fails on a name that Ansible does not know, and refuses one that is not supported here. */
  filter(name: string): Helper;
  test(name: string): Helper;
  /** Fails with MissingFile where there is none. */
  file(name: string): Template;
}

/** Where names that no scope knows come from: variables, then globals. */
export interface VariableSource {
  get(name: string): Value | undefined;
  with(locals: ReadonlyMap<string, Value>): VariableSource;
}
