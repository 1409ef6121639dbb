import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { Dict } from "./dict.ts";
import { exactDigits } from "./fixed-point.ts";
import { intText } from "./int-text.ts";
import type { Budget } from "./limits.ts";
import { unmarked } from "./marked-text.ts";
import { isInteger, isNumber, toFloat } from "./number.ts";
import { Range } from "./range.ts";
import { repr, str } from "./repr.ts";
import { Tuple } from "./tuple.ts";
import { typeFailure } from "./type-failure.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

const DIRECTIVE = /%(?:\(([^()]*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d+)?)?([hlL]?)([\s\S]?)/y;

/** Python's `text % values`. */
export function formatPercent(template: string, values: Value, budget: Budget): string {
  const source = new ValueSource(values);
  let out = "";
  let position = 0;
  for (let at = template.indexOf("%"); at >= 0; at = template.indexOf("%", position)) {
    DIRECTIVE.lastIndex = at;
    const match = DIRECTIVE.exec(template);
    if (match === null) throw new TemplateFailure("A format is incomplete.");
    out += template.slice(position, at) + formatOne(match, source, budget);
    position = DIRECTIVE.lastIndex;
  }
  source.end();
  return out + template.slice(position);
}

class ValueSource {
  readonly #values: Value;
  readonly #list: readonly Value[];
  #next = 0;
  #named = false;

  constructor(values: Value) {
    this.#values = values;
    this.#list = values instanceof Tuple ? values.items : [values];
  }

  take(name: string | undefined): Value {
    if (name !== undefined) return this.#takeNamed(name);
    const value = this.#list[this.#next];
    if (value === undefined) throw new TemplateFailure("A format has more directives than values.");
    this.#next += 1;
    return value;
  }

  #takeNamed(name: string): Value {
    this.#named = true;
    if (!(this.#values instanceof Dict)) return typeFailure("A format with names needs a dict.", this.#values);
    const value = this.#values.get(name);
    if (value === undefined) throw new TemplateFailure("A format names a key that the dict has not.");
    return value;
  }

  end(): void {
    if (this.#named || this.#next >= this.#list.length) return;
    // Python lets a lone value go unused if it looks like a mapping, which is anything that can be indexed.
    if (this.#next === 0 && isIndexed(this.#values)) return;
    throw new TemplateFailure("A format has fewer directives than values.");
  }
}

function isIndexed(value: Value): boolean {
  return value instanceof Dict || Array.isArray(value) || value instanceof Range || value instanceof Undefined;
}

function formatOne(match: RegExpExecArray, source: ValueSource, budget: Budget): string {
  const [, name, flags = "", width, precision, , conversion = ""] = match;
  if (width === "*" || precision === "*") throw new Refusal("A format takes its width from the values.");
  if (conversion === "%") return "%";
  const hasPoint = match[0].includes(".");
  const digits = hasPoint ? Number(precision ?? 0) : undefined;
  budget.allow(Number(width ?? 0) + (digits ?? 0));
  const value = unmarked(source.take(name));
  const body = convert(conversion, value, digits, flags);
  return pad(body, flags, Number(width ?? 0), /[a-zA-Z]/.test(conversion) && !/[srac]/.test(conversion));
}

function convert(conversion: string, value: Value, precision: number | undefined, flags: string): string {
  switch (conversion) {
    case "s":
      return cut(str(value), precision);
    case "r":
      return cut(repr(value), precision);
    case "d":
    case "i":
    case "u":
      return signed(decimal(value, precision), flags);
    case "f":
    case "F":
      return signed(fixed(value, precision ?? 6), flags);
    case "x":
    case "X":
    case "o":
      return based(conversion, value, flags, precision);
    case "e":
    case "E":
    case "g":
    case "G":
    case "a":
    case "c":
      throw new Refusal(`A format uses %${conversion}.`);
    default:
      throw new TemplateFailure("A format has an unknown directive.");
  }
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : Array.from(text).slice(0, precision).join("");
}

function decimal(value: Value, precision: number | undefined): string {
  if (!isNumber(value)) return typeFailure(`%d needs a number, not ${typeName(value)}.`, value);
  const whole = isInteger(value) ? BigInt(value) : truncated(value);
  const digits = intText(whole < 0n ? -whole : whole).padStart(precision ?? 0, "0");
  return whole < 0n ? `-${digits}` : digits;
}

function truncated(value: number): bigint {
  if (!Number.isFinite(value)) throw new TemplateFailure("%d needs a finite number.");
  return BigInt(Math.trunc(value));
}

function fixed(value: Value, precision: number): string {
  if (!isNumber(value)) return typeFailure(`%f needs a number, not ${typeName(value)}.`, value);
  return exactDigits(toFloat(value), precision);
}

function based(conversion: "x" | "X" | "o", value: Value, flags: string, precision: number | undefined): string {
  if (!isInteger(value)) return typeFailure(`%${conversion} needs an int, not ${typeName(value)}.`, value);
  if (precision !== undefined) throw new Refusal(`A format gives %${conversion} a precision.`);
  const whole = BigInt(value);
  const digits = (whole < 0n ? -whole : whole).toString(conversion === "o" ? 8 : 16);
  const prefix = flags.includes("#") ? `0${conversion}` : "";
  const text = `${prefix}${conversion === "X" ? digits.toUpperCase() : digits}`;
  return signed(whole < 0n ? `-${text}` : text, flags);
}

function signed(text: string, flags: string): string {
  if (text.startsWith("-")) return text;
  if (flags.includes("+")) return `+${text}`;
  return flags.includes(" ") ? ` ${text}` : text;
}

function pad(text: string, flags: string, width: number, isNumeric: boolean): string {
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0") || !isNumeric) return " ".repeat(missing) + text;
  if (/^[+\- ]?0[xXo]/.test(text)) throw new Refusal("A format fills a prefixed number with zeros.");
  const sign = /^[+\- ]/.test(text) ? text.charAt(0) : "";
  return sign + "0".repeat(missing) + text.slice(sign.length);
}
