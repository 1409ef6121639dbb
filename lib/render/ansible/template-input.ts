import { Dict } from "#lib/render/jinja/values/dict.ts";
import { spend } from "#lib/render/jinja/values/limits.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** Text that Ansible must not template, marked `!unsafe` in YAML. */
export class UnsafeText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A float that JavaScript would not tell from an integer, such as 1.0. */
export class FloatNumber {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** A variable as a file of YAML or JSON gives it. */
export type TemplateInput =
  | null
  | boolean
  | number
  | bigint
  | string
  | UnsafeText
  | FloatNumber
  | readonly TemplateInput[]
  | ReadonlyMap<string, TemplateInput>
  | { readonly [name: string]: TemplateInput };

/** A dict or list whose text is not yet templated keeps its unsafe parts. */
export type RawValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | UnsafeText
  | readonly RawValue[]
  | ReadonlyMap<string, RawValue>;

export function toRaw(input: TemplateInput): RawValue {
  if (typeof input === "number") return Number.isSafeInteger(input) ? BigInt(input) : input;
  if (input === null || typeof input !== "object" || input instanceof UnsafeText) return input;
  if (input instanceof FloatNumber) return input.value;
  if (isList(input)) return input.map(toRaw);
  const entries = input instanceof Map ? [...input] : Object.entries(input);
  return new Map(entries.map(([name, value]): [string, RawValue] => [name, toRaw(value)]));
}

function isList(input: object): input is readonly TemplateInput[] {
  return Array.isArray(input);
}

/** The value with every text put through `text`; keys are never templated. */
export function fromRaw(raw: RawValue, text: (source: string) => Value): Value {
  spend();
  if (typeof raw === "string") return text(raw);
  if (raw === null || typeof raw !== "object") return raw;
  if (raw instanceof UnsafeText) return raw.text;
  if (raw instanceof Map) return Dict.from([...raw].map(([name, value]) => [name, fromRaw(value, text)]));
  // A ReadonlyMap narrows away above, whatever TypeScript makes of instanceof.
  return Array.isArray(raw) ? raw.map((item: RawValue) => fromRaw(item, text)) : null;
}
