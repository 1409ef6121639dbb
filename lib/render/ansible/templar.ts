import type { Environment } from "#lib/render/jinja/evaluate/environment.ts";
import { runTemplate } from "#lib/render/jinja/evaluate/run-template.ts";
import { NO_TRACE, type Trace } from "#lib/render/jinja/evaluate/trace.ts";
import { GLOBALS } from "#lib/render/jinja/globals.ts";
import { MissingFile, Refusal, TemplateFailure, UndefinedFailure } from "#lib/render/jinja/render-error.ts";
import { ANSIBLE_DELIMITERS, type Delimiters } from "#lib/render/jinja/syntax/delimiters.ts";
import { compileTemplate, type Template } from "#lib/render/jinja/syntax/template.ts";
import type { Budget } from "#lib/render/jinja/values/limits.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { str } from "#lib/render/jinja/values/repr.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { ansibleVariables } from "./ansible-variables.ts";
import { concatConverted, concatText } from "./concat.ts";
import { doubleBackslashes } from "./double-backslashes.ts";
import { finalize } from "./finalize.ts";
import { ansibleFilter, ansibleTest } from "./helper-tables.ts";
import { readHeader } from "./read-header.ts";
import { fromRaw, type RawValue } from "./template-input.ts";

const SINGLE_VARIABLE = /^\{\{\s*(\w*)\s*\}\}\n?$/;

/** Ansible's Templar: the template itself, and the variables whose text is a template too. */
export class Templar {
  readonly #variables: ReadonlyMap<string, RawValue>;
  readonly #files: ReadonlyMap<string, string>;
  readonly #budget: Budget;
  readonly #trace: Trace;
  readonly #environment: Environment;
  readonly #reading = new Set<string>();
  readonly #compiled = new Map<string, Template>();

  constructor(
    variables: ReadonlyMap<string, RawValue>,
    files: ReadonlyMap<string, string>,
    budget: Budget,
    trace: Trace = NO_TRACE,
  ) {
    this.#variables = variables;
    this.#files = files;
    this.#budget = budget;
    this.#trace = trace;
    this.#environment = this.#makeEnvironment(ANSIBLE_DELIMITERS);
  }

  /** The text, and the pieces that the template wrote it in. */
  render(source: string): { text: string; pieces: readonly Value[] } {
    const header = readHeader(source);
    const environment = header === undefined ? this.#environment : this.#makeEnvironment(header.delimiters);
    const template = compileTemplate(header?.body ?? source, environment.delimiters, environment);
    environment.concat = concatText;
    const pieces = this.#run(template, environment);
    return { text: withNewlinesOf(source, str(concatText(pieces))), pieces };
  }

  #makeEnvironment(delimiters: Readonly<Delimiters>): Environment {
    const compiled = new Map<string, Template>();
    const environment: Environment = {
      delimiters,
      budget: this.#budget,
      trace: this.#trace,
      globals: GLOBALS,
      concat: concatConverted,
      finalize,
      filter: ansibleFilter,
      test: ansibleTest,
      file: (name) => {
        const source = this.#files.get(name);
        if (source === undefined) throw new MissingFile("There is no such file to include.");
        const template = compiled.get(name) ?? compileTemplate(source, delimiters, environment);
        compiled.set(name, template);
        return template;
      },
    };
    return environment;
  }

  #run(template: Template, environment: Environment): readonly Value[] {
    const variables = ansibleVariables({
      globals: GLOBALS,
      has: (name) => this.#variables.has(name),
      read: (name) => this.#read(name),
    });
    return runTemplate(template, environment, variables).pieces;
  }

  /** A variable whose text uses something undefined is undefined itself, and fails only where it is used. */
  #read(name: string): Value {
    const raw = this.#variables.get(name);
    if (raw === undefined) return new Undefined(`${name} is undefined.`, { variable: name });
    if (this.#reading.has(name)) throw new TemplateFailure(`The variable ${name} refers to itself.`);
    this.#reading.add(name);
    try {
      return fromRaw(raw, (text) => this.#templateText(text));
    } catch (error) {
      if (error instanceof UndefinedFailure)
        return new Undefined(`In the variable ${name}: ${error.message}`, { variable: name });
      throw inVariable(name, error);
    } finally {
      this.#reading.delete(name);
    }
  }

  #templateText(source: string): Value {
    const { blockStart, variableStart, commentStart } = ANSIBLE_DELIMITERS;
    if (![blockStart, variableStart, commentStart].some((start) => source.includes(start))) return source;
    const single = SINGLE_VARIABLE.exec(source)?.[1];
    const other = single === undefined ? undefined : this.#variables.get(single);
    if (other === null || ["boolean", "bigint", "number"].includes(typeof other))
      return fromRaw(other ?? null, (text) => text);
    if (source.startsWith("#jinja2:")) throw new Refusal("A variable's text has a #jinja2 line.");
    const template = this.#compile(source);
    // Ansible chooses how to put the output together before the template runs, which can change the choice.
    this.#environment.concat = concatConverted;
    const value = concatConverted(this.#run(template, this.#environment));
    if (value instanceof MarkedText)
      return addsNewlines(source, value.text) ? withNewlinesOf(source, value.text) : value;
    return typeof value === "string" ? withNewlinesOf(source, value) : value;
  }

  #compile(source: string): Template {
    const known = this.#compiled.get(source);
    if (known !== undefined) return known;
    const template = compileTemplate(
      doubleBackslashes(source, ANSIBLE_DELIMITERS),
      ANSIBLE_DELIMITERS,
      this.#environment,
    );
    this.#compiled.set(source, template);
    return template;
  }
}

/** The line of an error inside a variable's text is no line of the template. */
function inVariable(name: string, error: unknown): unknown {
  if (error instanceof Refusal) return new Refusal(`In the variable ${name}: ${error.message}`);
  return error instanceof TemplateFailure ? new TemplateFailure(`In the variable ${name}: ${error.message}`) : error;
}

function addsNewlines(source: string, text: string): boolean {
  return trailingNewlines(source) > trailingNewlines(text);
}

/** Jinja drops newlines at the end; Ansible puts back as many as the template has more than its output. */
function withNewlinesOf(source: string, text: string): string {
  return text + "\n".repeat(Math.max(0, trailingNewlines(source) - trailingNewlines(text)));
}

function trailingNewlines(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === "\n") count += 1;
  return count;
}
