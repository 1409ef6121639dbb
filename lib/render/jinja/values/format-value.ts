import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { exactDigits } from "./fixed-point.ts";
import { floatText } from "./float-text.ts";
import { intText } from "./int-text.ts";
import type { Budget } from "./limits.ts";
import { isInteger, isNumber, type PyNumber, toFloat } from "./number.ts";
import { str } from "./repr.ts";
import type { Value } from "./value.ts";

const SPEC = /^(?:([\s\S])?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;

interface Spec {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string | undefined;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly group: string | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
}

/** Python's `format(value, spec)`. */
export function formatValue(value: Value, text: string, budget: Budget): string {
  if (text === "") return str(value);
  const isText = typeof value === "string";
  if (!isText && !isNumber(value)) throw new TemplateFailure("Only text and numbers take a form.");
  const spec = readSpec(text, isText);
  budget.allow(spec.width + (spec.precision ?? 0));
  return isText ? formatString(value, spec) : formatNumber(value, spec);
}

function readSpec(text: string, isText: boolean): Spec {
  const match = SPEC.exec(text);
  if (match === null) throw new TemplateFailure("A format has a form that Python does not know.");
  const [, fill, align, sign, alternate, zero, width, group, precision, type] = match;
  if (zero !== undefined && (isText || align !== undefined || group !== undefined))
    throw new Refusal("A format pads with zeros in a way that depends on the version of Python.");
  return {
    fill: fill ?? (zero === undefined ? " " : "0"),
    align: align ?? (zero === undefined ? undefined : "="),
    sign,
    isAlternate: alternate !== undefined,
    width: Number(width ?? 0),
    group,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function formatString(value: string, spec: Spec): string {
  const { align = "<", isAlternate, group, precision, type = "s", sign } = spec;
  if (type !== "s" || isAlternate || group !== undefined || align === "=" || sign !== undefined)
    throw new TemplateFailure("Text does not take this form.");
  const chars = Array.from(value);
  return padded("", chars.slice(0, precision ?? chars.length).join(""), { ...spec, align });
}

function formatNumber(value: PyNumber, spec: Spec): string {
  const isWhole = isInteger(value);
  const [prefix, body, isNegative] = isWhole ? wholeBody(BigInt(value), spec) : floatBody(value, spec);
  const positive = spec.sign === undefined || spec.sign === "-" ? "" : spec.sign;
  const sign = isNegative ? "-" : positive;
  return padded(sign + prefix, grouped(body, spec), { ...spec, align: spec.align ?? ">" });
}

type Body = readonly [prefix: string, body: string, isNegative: boolean];

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };

function wholeBody(value: bigint, spec: Spec): Body {
  const { type = "d", precision, group, isAlternate } = spec;
  const size = value < 0n ? -value : value;
  if (type === "f" || type === "F") return floatBody(toFloat(value), spec);
  if (type === "d") {
    if (precision !== undefined) throw new TemplateFailure("A whole number takes no precision.");
    return ["", intText(size), value < 0n];
  }
  const base = BASES[type];
  if (base === undefined) return unknownType(type);
  if (precision !== undefined) throw new TemplateFailure("A whole number takes no precision.");
  if (group !== undefined) throw new Refusal("A format groups the digits of a number that is not decimal.");
  const digits = size.toString(base);
  return [isAlternate ? `0${type}` : "", type === "X" ? digits.toUpperCase() : digits, value < 0n];
}

function floatBody(value: number, { type, precision, isAlternate }: Spec): Body {
  if (isAlternate) throw new Refusal("A format uses # with a float.");
  const isNegative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  if (type === undefined && precision === undefined) return ["", floatText(size), isNegative];
  if (type !== "f" && type !== "F") return unknownType(type ?? "g");
  const body = exactDigits(size, precision ?? 6);
  return ["", type === "F" ? body.toUpperCase() : body, isNegative];
}

function unknownType(type: string): never {
  if (/^[bcdeEfFgGnosxX%]$/.test(type)) {
    if (/^[ceEgGn%]$/.test(type)) throw new Refusal(`A format uses the form ${type}.`);
    throw new TemplateFailure("A number does not take this form.");
  }
  throw new TemplateFailure("A format has a form that Python does not know.");
}

function grouped(body: string, { group }: Spec): string {
  if (group === undefined) return body;
  if (!/^\d+(?:\.\d+)?$/.test(body)) throw new Refusal("A format groups digits that are not decimal.");
  const [whole = "", fraction] = body.split(".");
  const parts = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}

function padded(sign: string, body: string, { fill, align, width }: Spec): string {
  const missing = Math.max(0, width - Array.from(sign + body).length);
  if (align === "=") return sign + fill.repeat(missing) + body;
  const left = align === "<" ? 0 : align === ">" ? missing : Math.floor(missing / 2);
  return fill.repeat(left) + sign + body + fill.repeat(missing - left);
}
