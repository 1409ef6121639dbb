import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { isAscii } from "#lib/render/jinja/values/ascii.ts";
import { type PatternFlags, translatePattern } from "./translate-pattern.ts";

// A few hundredths of a second at worst.
const MOST_STEPS = 2e7;
const LONGEST = 200_000;

/** Python's re.compile, for a subject whose length its cost is measured against. */
export class PythonPattern {
  readonly #regex: RegExp;
  readonly #unbounded: number;

  constructor(pattern: string, flags: PatternFlags) {
    if (pattern.length > 1_000) throw new Refusal("A pattern is very long.");
    const [prefix = "", letters = ""] = /^\(\?([im]+)\)/.exec(pattern) ?? [];
    const all = {
      ignoreCase: flags.ignoreCase || letters.includes("i"),
      multiline: flags.multiline || letters.includes("m"),
    };
    const { source, unbounded } = translatePattern(pattern.slice(prefix.length), all);
    this.#unbounded = unbounded;
    try {
      this.#regex = new RegExp(source, `gu${all.ignoreCase ? "i" : ""}`);
    } catch (cause) {
      if (cause instanceof SyntaxError) throw new Refusal("A pattern could not be carried over from Python.");
      throw cause;
    }
  }

  *matches(subject: string): Generator<RegExpExecArray> {
    this.#check(subject);
    for (const match of subject.matchAll(this.#regex)) yield match;
  }

  search(subject: string): RegExpExecArray | undefined {
    for (const match of this.matches(subject)) return match;
    return undefined;
  }

  /** At the start of the subject. */
  match(subject: string): RegExpExecArray | undefined {
    this.#check(subject);
    const sticky = new RegExp(this.#regex.source, this.#regex.flags.replace("g", "y"));
    return sticky.exec(subject) ?? undefined;
  }

  #check(subject: string): void {
    if (this.#regex.ignoreCase && !isAscii(subject))
      throw new Refusal("Text beyond ASCII is matched without regard to case.");
    const steps = subject.length ** Math.max(1, this.#unbounded + 1);
    if (subject.length > LONGEST || steps > MOST_STEPS)
      throw new Refusal("A pattern could take very long on this text.");
  }
}

/** The number of a group, given by number or name. */
export function groupOf(match: RegExpExecArray, group: string): string {
  const isNumber = /^\d+$/.test(group);
  const isKnown = isNumber ? Number(group) < match.length : Object.hasOwn(match.groups ?? {}, group);
  if (!isKnown) throw new TemplateFailure("A pattern has no such group.");
  return (isNumber ? match[Number(group)] : match.groups?.[group]) ?? "";
}
