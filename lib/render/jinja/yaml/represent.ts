import { Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import { compare } from "#lib/render/jinja/values/compare.ts";
import { Dict } from "#lib/render/jinja/values/dict.ts";
import { floatText } from "#lib/render/jinja/values/float-text.ts";
import { intText } from "#lib/render/jinja/values/int-text.ts";
import { spend } from "#lib/render/jinja/values/limits.ts";
import { MarkedText } from "#lib/render/jinja/values/marked-text.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import { plainType } from "./plain-type.ts";

/** A value as PyYAML's representer leaves it for the emitter. */
export type YamlNode =
  | { readonly kind: "scalar"; readonly text: string; readonly mayBePlain: boolean }
  | { readonly kind: "sequence"; readonly items: readonly YamlNode[]; readonly isFlow: boolean }
  | {
      readonly kind: "mapping";
      readonly entries: readonly (readonly [YamlNode, YamlNode])[];
      readonly isFlow: boolean;
    };

interface RepresentOptions {
  /** undefined: containers that hold only scalars are written on one line. */
  readonly isFlow: boolean | undefined;
  readonly sortKeys: boolean;
}

const DEEPEST = 100;

/** PyYAML's SafeRepresenter with Ansible's additions. */
export function represent(value: Value, options: RepresentOptions): YamlNode {
  return new Representer(options).node(value, 0);
}

class Representer {
  readonly #options: RepresentOptions;
  readonly #seen = new Set<Value>();

  constructor(options: RepresentOptions) {
    this.#options = options;
  }

  node(value: Value, depth: number): YamlNode {
    spend();
    if (depth > DEEPEST) throw new Refusal("YAML nests too deeply.");
    if (value === null) return plain("null");
    if (typeof value === "boolean") return plain(value ? "true" : "false");
    if (typeof value === "bigint") return plain(intText(value));
    if (typeof value === "number") return plain(yamlFloat(value));
    if (typeof value === "string") return text(value);
    if (value instanceof MarkedText) {
      if (value.mark === "markup") throw new TemplateFailure("Escaped text cannot be written as YAML.");
      return text(value.text);
    }
    if (value instanceof Undefined) return value.fail();
    if (Array.isArray(value)) return this.#sequence(value, value, depth);
    if (value instanceof Tuple && value.fields.length === 0) return this.#sequence(value, value.items, depth);
    if (value instanceof Dict) return this.#mapping(value, depth);
    throw new TemplateFailure("A value of this type cannot be written as YAML.");
  }

  #sequence(self: Value, values: readonly Value[], depth: number): YamlNode {
    this.#refuseAlias(self);
    const items = values.map((item) => this.node(item, depth + 1));
    return { kind: "sequence", items, isFlow: this.#options.isFlow ?? items.every(isScalar) };
  }

  #mapping(dict: Dict, depth: number): YamlNode {
    this.#refuseAlias(dict);
    const pairs = this.#options.sortKeys ? sorted([...dict.entries()]) : [...dict.entries()];
    const entries = pairs.map(([key, value]) => [this.node(key, depth + 1), this.node(value, depth + 1)] as const);
    return { kind: "mapping", entries, isFlow: this.#options.isFlow ?? entries.flat().every(isScalar) };
  }

  /** Python writes the second appearance of one object as an alias; whether two are one is not known here. */
  #refuseAlias(value: Value): void {
    if (this.#seen.has(value)) throw new Refusal("One list or mapping stands twice in what is written as YAML.");
    this.#seen.add(value);
  }
}

/** Keys without an order among them stay as they are. */
function sorted(pairs: [Value, Value][]): [Value, Value][] {
  try {
    return pairs.toSorted(([a], [b]) => compare(a, b));
  } catch (thrown) {
    if (thrown instanceof TemplateFailure) return pairs;
    throw thrown;
  }
}

function isScalar(node: YamlNode): boolean {
  return node.kind === "scalar";
}

function plain(written: string): YamlNode {
  return { kind: "scalar", text: written, mayBePlain: true };
}

function text(value: string): YamlNode {
  return { kind: "scalar", text: value, mayBePlain: plainType(value) === "str" };
}

function yamlFloat(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const written = floatText(value);
  return written.includes(".") ? written : written.replace("e", ".0e");
}
