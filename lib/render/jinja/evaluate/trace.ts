import type { Value } from "#lib/render/jinja/values/value.ts";

/** Hears what an evaluation reads, assigns and writes. It changes nothing. */
export interface Trace {
  read(name: string): void;
  /** Runs what will be written, and remembers what it reads. */
  source<T>(evaluate: () => T): T;
  /** The newest piece of the output came from what the last source read, or from the template's own text. */
  wrote(output: readonly Value[], isText: boolean): void;
  /** A name of the template's top level was given what the last source read. */
  assigned(name: string): void;
  /** Whatever `decide` reads inside of it decides about what is written until its end. */
  branch<T>(run: () => T): T;
  decide<T>(evaluate: () => T): T;
  /** Like `decide`, for what a loop goes over: its items are what the body writes. */
  loop<T>(evaluate: () => T): T;
}

/** For everybody who only wants the text. */
export const NO_TRACE: Trace = {
  read: () => undefined,
  source: (evaluate) => evaluate(),
  wrote: () => undefined,
  assigned: () => undefined,
  branch: (run) => run(),
  decide: (evaluate) => evaluate(),
  loop: (evaluate) => evaluate(),
};
