import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { PYTHON_SPACE } from "#lib/render/jinja/syntax/python-space.ts";
import { isAscii } from "#lib/render/jinja/values/ascii.ts";

export interface PatternFlags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

interface Translation {
  readonly source: string;
  /** Repetitions without an upper bound: each multiplies the time that a failing match can take. */
  readonly unbounded: number;
}

const CLASSES: ReadonlyMap<string, string> = new Map([
  ["d", "\\p{Nd}"],
  ["w", "\\p{L}\\p{N}_"],
  ["s", PYTHON_SPACE],
]);
const WORD = "[\\p{L}\\p{N}_]";
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ["n", "\\n"],
  ["r", "\\r"],
  ["t", "\\t"],
  ["f", "\\f"],
  ["v", "\\v"],
  ["a", "\\x07"],
]);
const QUANTIFIER = /\{(?:\d+(?:,\d*)?|,\d+)\}|[*+?]/y;

interface Group {
  readonly isLookBehind: boolean;
  readonly captures: boolean;
  hasCapture: boolean;
  hasRepeat: boolean;
}

/** Python's pattern in JavaScript's words. What the two could read differently is refused. */
export function translatePattern(pattern: string, flags: PatternFlags): Translation {
  return new PatternTranslator(pattern, flags).run();
}

class PatternTranslator {
  readonly #pattern: string;
  readonly #flags: PatternFlags;
  readonly #groups: Group[] = [];
  #position = 0;
  #out = "";
  #unbounded = 0;
  #captures = 0;
  #closed: Group | undefined;
  #canRepeat = false;

  constructor(pattern: string, flags: PatternFlags) {
    this.#pattern = pattern;
    this.#flags = flags;
    if (flags.ignoreCase && !isAscii(pattern)) throw new Refusal("A pattern that ignores case goes beyond ASCII.");
  }

  run(): Translation {
    while (this.#position < this.#pattern.length) this.#one();
    if (this.#groups.length > 0) throw new TemplateFailure("A pattern has an open group.");
    return { source: this.#out, unbounded: this.#unbounded };
  }

  #one(): void {
    const quantifier = this.#quantifier();
    if (quantifier !== undefined) this.#repeat(quantifier);
    else this.#atom();
  }

  #atom(): void {
    const char = this.#next();
    this.#closed = undefined;
    this.#canRepeat = true;
    if (char === "\\") this.#out += this.#escape(this.#next());
    else if (char === "[") this.#out += this.#set();
    else if (char === "(") this.#open();
    else if (char === ")") this.#close();
    else this.#out += this.#literal(char);
  }

  #next(): string {
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#position) ?? 0);
    if (this.#position >= this.#pattern.length) throw new TemplateFailure("A pattern ends too early.");
    this.#position += char.length;
    return char;
  }

  #literal(char: string): string {
    if (char === ".") return "[^\\n]";
    if (char === "|") {
      this.#canRepeat = false;
      return "|";
    }
    if (char !== "^" && char !== "$") return quoteLiteral(char);
    this.#canRepeat = false;
    if (char === "^") return this.#flags.multiline ? "(?<![^\\n])" : "(?<![\\s\\S])";
    return this.#flags.multiline ? "(?![^\\n])" : "(?=\\n?(?![\\s\\S]))";
  }

  #quantifier(): string | undefined {
    QUANTIFIER.lastIndex = this.#position;
    return QUANTIFIER.exec(this.#pattern)?.[0];
  }

  #repeat(quantifier: string): void {
    if (!this.#canRepeat) throw new Refusal("A pattern repeats what has no length.");
    this.#position += quantifier.length;
    const next = this.#pattern[this.#position];
    if (next === "+") throw new Refusal("A pattern repeats possessively.");
    if (next === "*") throw new TemplateFailure("A pattern repeats a repetition.");
    const isLazy = next === "?";
    if (isLazy) this.#position += 1;
    if (this.#quantifier() !== undefined) throw new TemplateFailure("A pattern repeats a repetition.");
    this.#out += quantifier.replace("{,", "{0,") + (isLazy ? "?" : "");
    this.#count(quantifier);
    this.#canRepeat = false;
  }

  #count(quantifier: string): void {
    const most = /,(\d+)\}$|^\{(\d+)\}$/.exec(quantifier);
    const isBounded = quantifier === "?" || Number(most?.[1] ?? most?.[2] ?? Infinity) <= 8;
    const around = this.#groups.at(-1);
    if (around?.isLookBehind) throw new Refusal("A pattern looks behind for something of varying length.");
    // Captures inside a repeated group are forgotten at each turn in JavaScript, and kept in Python.
    if (this.#closed?.hasCapture) throw new Refusal("A pattern repeats a group that holds another.");
    if (quantifier !== "?" && this.#closed?.hasRepeat)
      throw new Refusal("A pattern repeats a repetition, which can take for ever.");
    if (isBounded) return;
    this.#unbounded += 1;
    for (const group of this.#groups) group.hasRepeat = true;
  }

  #escape(char: string): string {
    const lower = char.toLowerCase();
    const set = CLASSES.get(lower);
    if (set !== undefined) return `[${char === lower ? "" : "^"}${set}]`;
    const control = CONTROLS.get(char);
    if (control !== undefined) return control;
    if (char === "b") return this.#assertion(`(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`);
    if (char === "B") throw new Refusal("A pattern asks for no word boundary.");
    if (char === "A") return this.#assertion("(?<![\\s\\S])");
    if (char === "Z") return this.#assertion("(?![\\s\\S])");
    if (/[1-9]/.test(char)) return this.#backReference(char);
    if (/[A-Za-z0-9]/.test(char)) throw new Refusal(`A pattern uses \\${char}.`);
    return quoteLiteral(char);
  }

  #assertion(source: string): string {
    this.#canRepeat = false;
    return source;
  }

  #backReference(digit: string): string {
    if (/\d/.test(this.#pattern[this.#position] ?? "") || Number(digit) > this.#captures) {
      throw new Refusal("A pattern refers to a group that is not closed before it.");
    }
    return `(?:\\${digit})`;
  }

  #open(): void {
    this.#canRepeat = false;
    const rest = this.#pattern.slice(this.#position);
    const simple = /^\?(?::|=|!|<=|<!)/.exec(rest)?.[0];
    const named = /^\?P<([A-Za-z_]\w*)>/.exec(rest);
    if (!rest.startsWith("?")) {
      this.#pushGroup("(", { captures: true });
    } else if (simple !== undefined) {
      this.#position += simple.length;
      this.#pushGroup(`(${simple}`, { captures: false, isLookBehind: simple.includes("<") });
    } else if (named !== null) {
      this.#position += named[0].length;
      this.#pushGroup(`(?<${named[1]}>`, { captures: true });
    } else {
      throw new Refusal("A pattern has an extension group of an unusual kind.");
    }
  }

  #pushGroup(source: string, { captures, isLookBehind = false }: { captures: boolean; isLookBehind?: boolean }): void {
    if (captures) {
      this.#captures += 1;
      for (const group of this.#groups) group.hasCapture = true;
    }
    this.#groups.push({ isLookBehind, captures, hasCapture: false, hasRepeat: false });
    this.#out += source;
  }

  #close(): void {
    const group = this.#groups.pop();
    if (group === undefined) throw new TemplateFailure("A pattern closes a group that is not open.");
    this.#closed = group;
    this.#out += ")";
  }

  #set(): string {
    let out = "[";
    if (this.#pattern[this.#position] === "^") out += this.#next();
    let isFirst = true;
    for (;;) {
      const char = this.#next();
      if (char === "]" && !isFirst) return `${out}]`;
      isFirst = false;
      out += char === "\\" ? setEscape(this.#next()) : this.#setCharacter(char);
    }
  }

  #setCharacter(char: string): string {
    if (char === "-") return "-";
    if (char === "[" && this.#pattern[this.#position] === ":") throw new Refusal("A pattern uses a class of POSIX.");
    if (/[&|~]/.test(char) && this.#pattern[this.#position] === char)
      throw new Refusal("A pattern uses an operation on sets.");
    return quoteLiteral(char);
  }
}

function setEscape(char: string): string {
  const lower = char.toLowerCase();
  const set = CLASSES.get(lower);
  if (set !== undefined && char === lower) return set;
  const control = CONTROLS.get(char);
  if (control !== undefined) return control;
  if (/[A-Za-z0-9]/.test(char)) throw new Refusal(`A set of a pattern uses \\${char}.`);
  return char === "-" ? "\\-" : quoteLiteral(char);
}

/** Escaped by its number where a character could mean something to JavaScript. */
function quoteLiteral(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return /[A-Za-z0-9_]/.test(char) || code > 0x7f ? char : `\\x${code.toString(16).padStart(2, "0")}`;
}
