import type { Trace } from "#lib/render/jinja/evaluate/trace.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** The variables that a line is made of, and those that decide whether it is there. */
export interface LineOrigin {
  readonly variables: readonly string[];
  readonly conditions: readonly string[];
}

interface Origin {
  readonly variables: ReadonlySet<string>;
  readonly conditions: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Follows names from where they are read to the lines that they end up in. */
export class OriginTrace implements Trace {
  readonly #assigned = new Map<string, ReadonlySet<string>>();
  readonly #origins = new WeakMap<readonly Value[], Map<number, Origin>>();
  #reading: Set<string> = new Set();
  #last: ReadonlySet<string> = NOTHING;
  #conditions: ReadonlySet<string> = NOTHING;
  #items: ReadonlySet<string> = NOTHING;

  read(name: string): void {
    for (const source of this.#assigned.get(name) ?? [name]) this.#reading.add(source);
  }

  source<T>(evaluate: () => T): T {
    const outer = this.#reading;
    this.#reading = new Set();
    try {
      return evaluate();
    } finally {
      this.#last = this.#reading;
      for (const name of this.#reading) outer.add(name);
      this.#reading = outer;
    }
  }

  wrote(output: readonly Value[], isText: boolean): void {
    const origins = this.#origins.get(output) ?? new Map<number, Origin>();
    this.#origins.set(output, origins);
    const variables = isText ? NOTHING : new Set([...this.#last, ...this.#items]);
    origins.set(output.length - 1, { variables, conditions: this.#conditions });
  }

  assigned(name: string): void {
    this.#assigned.set(name, this.#last);
  }

  branch<T>(run: () => T): T {
    const [conditions, items] = [this.#conditions, this.#items];
    try {
      return run();
    } finally {
      this.#conditions = conditions;
      this.#items = items;
    }
  }

  decide<T>(evaluate: () => T): T {
    const value = this.source(evaluate);
    this.#conditions = new Set([...this.#conditions, ...this.#last]);
    return value;
  }

  loop<T>(evaluate: () => T): T {
    const value = this.decide(evaluate);
    this.#items = new Set([...this.#items, ...this.#last]);
    return value;
  }

  /** One entry for each line of the text that the pieces make; `known` are the names of variables. */
  lines(pieces: readonly Value[], known: ReadonlySet<string>): LineOrigin[] {
    const origins = this.#origins.get(pieces);
    const lines = [newLine()];
    pieces.forEach((piece, index) => {
      const origin = origins?.get(index);
      str(piece)
        .split("\n")
        .forEach((part, nth) => {
          if (nth > 0) lines.push(newLine());
          // Only what stands in the line counts: the end of the line before it does not.
          if (part !== "") addTo(lines.at(-1), origin, known);
        });
    });
    return lines.map(({ variables, conditions }) => ({
      variables: [...variables],
      conditions: [...conditions].filter((name) => !variables.has(name)),
    }));
  }
}

function newLine() {
  return { variables: new Set<string>(), conditions: new Set<string>() };
}

function addTo(
  line: ReturnType<typeof newLine> | undefined,
  origin: Origin | undefined,
  known: ReadonlySet<string>,
): void {
  for (const name of origin?.variables ?? []) if (known.has(name)) line?.variables.add(name);
  for (const name of origin?.conditions ?? []) if (known.has(name)) line?.conditions.add(name);
}
