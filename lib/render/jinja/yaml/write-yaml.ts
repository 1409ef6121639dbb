import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { YamlNode } from "./represent.ts";
import { scalarTraits } from "./scalar-traits.ts";
import { type ScalarStyle, writeScalar } from "./write-scalar.ts";
import { YamlOutput } from "./yaml-output.ts";

export interface YamlOptions {
  readonly indent: number;
  readonly width: number;
  readonly explicitStart: boolean;
  readonly explicitEnd: boolean;
}

const LONGEST_SIMPLE_KEY = 128;

/** One document, as libyaml's emitter writes it. */
export function writeYaml(node: YamlNode, options: YamlOptions): string {
  return new Emitter(options).document(node);
}

type Place = "root" | "item" | "simple key" | "key" | "value";

class Emitter {
  readonly #output = new YamlOutput();
  readonly #options: YamlOptions;
  #indent = -1;
  #flowLevel = 0;

  constructor(options: YamlOptions) {
    this.#options = options;
  }

  document(node: YamlNode): string {
    const { explicitStart, explicitEnd } = this.#options;
    if (explicitStart) this.#output.indicator("---", { spaceBefore: true });
    this.#node(node, "root");
    this.#output.indentTo(0);
    if (explicitEnd) {
      this.#output.indicator("...", { spaceBefore: true });
      this.#output.indentTo(0);
    }
    return this.#output.text;
  }

  #node(node: YamlNode, place: Place): void {
    if (node.kind === "scalar") this.#scalar(node, place);
    else this.#container(node, place);
  }

  #container(node: Exclude<YamlNode, { kind: "scalar" }>, place: Place): void {
    const isEmpty = (node.kind === "sequence" ? node.items : node.entries).length === 0;
    const isFlow = this.#flowLevel > 0 || node.isFlow || isEmpty;
    if (node.kind === "sequence") {
      if (isFlow) this.#flow("[", "]", node.items, (item) => this.#node(item, "item"));
      else this.#blockSequence(node.items, place);
    } else if (isFlow) this.#flow("{", "}", node.entries, (entry) => this.#flowEntry(entry));
    else this.#blockMapping(node.entries);
  }

  #scalar(node: YamlNode & { kind: "scalar" }, place: Place): void {
    const outer = this.#indent;
    this.#indent = outer < 0 ? this.#options.indent : outer + this.#options.indent;
    writeScalar(this.#output, node.text, this.#style(node, place), {
      indent: this.#indent,
      width: this.#options.width,
      mayFold: place !== "simple key",
      isInFlow: this.#flowLevel > 0,
    });
    this.#indent = outer;
  }

  #style({ text, mayBePlain }: YamlNode & { kind: "scalar" }, place: Place): ScalarStyle {
    const traits = scalarTraits(text);
    if (traits.isMultiline && /[\u0085\u2028\u2029]/.test(text))
      throw new Refusal("YAML is written with a rare line break.");
    const isKey = place === "simple key";
    if (isKey && traits.isMultiline) return "double";
    const isFlow = this.#flowLevel > 0;
    const canBePlain =
      mayBePlain && (isFlow ? traits.plainInFlow : traits.plainInBlock) && !(text === "" && (isFlow || isKey));
    if (canBePlain) return "plain";
    return traits.singleQuoted ? "single" : "double";
  }

  #within(step: number, write: () => void): void {
    const outer = this.#indent;
    this.#indent = outer < 0 ? Math.max(0, step - this.#options.indent) : outer + step;
    write();
    this.#indent = outer;
  }

  #blockSequence(items: readonly YamlNode[], place: Place): void {
    const isIndentless = (place === "value" || place === "key") && !this.#output.endsInIndent;
    this.#within(isIndentless ? 0 : this.#options.indent, () => {
      for (const item of items) {
        this.#output.indentTo(this.#indent);
        this.#output.indicator("-", { spaceBefore: true, isIndent: true });
        this.#node(item, "item");
      }
    });
  }

  #blockMapping(entries: readonly (readonly [YamlNode, YamlNode])[]): void {
    this.#within(this.#options.indent, () => {
      for (const [key, value] of entries) {
        this.#output.indentTo(this.#indent);
        if (isSimpleKey(key)) {
          this.#node(key, "simple key");
          this.#output.indicator(":");
        } else {
          this.#output.indicator("?", { spaceBefore: true, isIndent: true });
          this.#node(key, "key");
          this.#output.indentTo(this.#indent);
          this.#output.indicator(":", { spaceBefore: true, isIndent: true });
        }
        this.#node(value, "value");
      }
    });
  }

  #flow<T>(open: string, close: string, items: readonly T[], write: (item: T) => void): void {
    this.#output.indicator(open, { spaceBefore: true, isSpace: true });
    const outer = this.#indent;
    this.#indent = outer < 0 ? this.#options.indent : outer + this.#options.indent;
    this.#flowLevel += 1;
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#output.indicator(",");
      this.#foldFlow();
      write(item);
    }
    this.#flowLevel -= 1;
    this.#indent = outer;
    this.#output.indicator(close);
  }

  #flowEntry([key, value]: readonly [YamlNode, YamlNode]): void {
    if (isSimpleKey(key)) {
      this.#node(key, "simple key");
      this.#output.indicator(":");
    } else {
      this.#output.indicator("?", { spaceBefore: true });
      this.#node(key, "key");
      this.#foldFlow();
      this.#output.indicator(":", { spaceBefore: true });
    }
    this.#node(value, "value");
  }

  #foldFlow(): void {
    if (this.#output.column > this.#options.width) this.#output.indentTo(this.#indent);
  }
}

function isSimpleKey(key: YamlNode): boolean {
  if (key.kind === "sequence") return key.items.length === 0;
  if (key.kind === "mapping") return key.entries.length === 0;
  return !scalarTraits(key.text).isMultiline && new TextEncoder().encode(key.text).length <= LONGEST_SIMPLE_KEY;
}
