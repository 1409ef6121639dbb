import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { formatValue } from "./format-value.ts";
import type { Budget } from "./limits.ts";
import { unmarked } from "./marked-text.ts";
import { repr, str } from "./repr.ts";
import type { Arguments, Value } from "./value.ts";

const FIELD = /\{\{|\}\}|\{([^{}!:]*)(?:!([^{}:]*))?(?::([^{}]*))?\}|[{}]/g;

/** Python's `text.format(…)`. */
export function formatText(template: string, args: Arguments, budget: Budget): string {
  const fields = new FieldSource(args);
  return template.replace(FIELD, (match, name?: string, conversion?: string, spec = "") => {
    if (match === "{{" || match === "}}") return match.charAt(0);
    if (name === undefined) {
      if (template.includes(":{") || /:[^{}]*\{/.test(template))
        throw new Refusal("A format takes its form from values.");
      throw new TemplateFailure("A format has a brace without its other.");
    }
    return formatValue(convert(fields.take(name), conversion), spec, budget);
  });
}

function convert(value: Value, conversion: string | undefined): Value {
  if (conversion === undefined) return unmarked(value);
  if (conversion === "s") return str(value);
  if (conversion === "r") return repr(value);
  if (conversion === "a") throw new Refusal("A format uses !a.");
  throw new TemplateFailure("A format has an unknown conversion.");
}

class FieldSource {
  readonly #args: Arguments;
  #next = 0;
  #isCounted: boolean | undefined;

  constructor(args: Arguments) {
    this.#args = args;
  }

  take(name: string): Value {
    if (/[.[\]]/.test(name)) throw new Refusal("A format reaches into a value.");
    if (name !== "" && !/^\d+$/.test(name)) return found(this.#args.named.get(name));
    this.#count(name === "");
    if (name !== "") return found(this.#args.positional[Number(name)]);
    this.#next += 1;
    return found(this.#args.positional[this.#next - 1]);
  }

  /** Python does not let numbers and empty braces stand in one format. */
  #count(isCounted: boolean): void {
    if (this.#isCounted !== undefined && this.#isCounted !== isCounted)
      throw new TemplateFailure("A format both counts its fields and names them by number.");
    this.#isCounted = isCounted;
  }
}

function found(value: Value | undefined): Value {
  if (value === undefined) throw new TemplateFailure("A format asks for more than it is given.");
  return value;
}
