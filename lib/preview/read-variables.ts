import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { type TemplateInput, UnsafeText } from "#lib/render/ansible/template-input.ts";
import { resolvePlainScalar } from "./resolve-plain-scalar.ts";

/** Why a variables file, or a part of it, is not what Ansible would read. */
export interface VariableProblem {
  readonly line: number;
  readonly reason: string;
}

export interface VariablesFile {
  readonly variables: ReadonlyMap<string, TemplateInput>;
  readonly problems: readonly VariableProblem[];
}

const LONGEST = 256 * 1024;
const MOST_ALIASES = 100;
const DEEPEST = 40;
const NAME = /^[A-Za-z_]\w*$/;

/** Variables as Ansible reads them: YAML 1.1 by PyYAML's rules, `!unsafe`, and `!vault`, which stays closed. */
export function readVariables(text: string): VariablesFile {
  if (text.length > LONGEST) return { variables: new Map(), problems: [{ line: 1, reason: "The file is too large." }] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    version: "1.1",
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
    logLevel: "silent",
  });
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line;
  const problems: VariableProblem[] = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    reason: "This is not YAML: check indentation, quotes and colons here.",
  }));
  if (problems.length > 0) return { variables: new Map(), problems };
  const reader = new NodeReader(document, lineAt);
  const variables = reader.readTop();
  return { variables, problems: reader.problems };
}

class NodeReader {
  readonly problems: VariableProblem[] = [];
  readonly #document: Document;
  readonly #lineAt: (offset: number | undefined) => number;
  #aliases = 0;

  constructor(document: Document, lineAt: (offset: number | undefined) => number) {
    this.#document = document;
    this.#lineAt = lineAt;
  }

  readTop(): Map<string, TemplateInput> {
    const { contents } = this.#document;
    if (contents === null || (isScalar(contents) && contents.value === "")) return new Map();
    const variables = new Map<string, TemplateInput>();
    if (!isMap(contents)) {
      this.#complain(contents, "A variables file is a list of names with values.");
      return variables;
    }
    for (const [name, value] of this.#readMap(contents, 0)) {
      if (NAME.test(name)) variables.set(name, value);
      else this.problems.push({ line: 1, reason: `${JSON.stringify(name.slice(0, 40))} is no name for a variable.` });
    }
    return variables;
  }

  #complain(node: unknown, reason: string): void {
    const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    const offset: unknown = Array.isArray(range) ? range[0] : undefined;
    this.problems.push({ line: this.#lineAt(typeof offset === "number" ? offset : undefined), reason });
  }

  #read(node: unknown, depth: number): TemplateInput {
    if (depth > DEEPEST) {
      this.#complain(node, "The value nests too deeply.");
      return null;
    }
    if (isAlias(node)) return this.#readAlias(node, depth);
    if (isMap(node)) return this.#readMap(node, depth);
    if (isSeq(node)) return node.items.map((item) => this.#read(item, depth + 1));
    return isScalar(node) ? this.#readScalar(node) : null;
  }

  #readAlias(node: Parameters<typeof isAlias>[0], depth: number): TemplateInput {
    this.#aliases += 1;
    const target = isAlias(node) ? node.resolve(this.#document) : undefined;
    if (target !== undefined && this.#aliases <= MOST_ALIASES) return this.#read(target, depth + 1);
    this.#complain(node, "The anchor that a value with * names is not there, or there are too many of them.");
    return null;
  }

  #readMap(map: YAMLMap, depth: number): Map<string, TemplateInput> {
    const own = new Map<string, TemplateInput>();
    const merged = new Map<string, TemplateInput>();
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (name === "<<" && isScalar(key) && key.type === "PLAIN") this.#merge(merged, this.#read(value, depth + 1));
      else if (!isScalar(key)) this.#complain(key, "A name must be one word.");
      else own.set(name, this.#read(value, depth + 1));
    }
    return new Map([...merged, ...own]);
  }

  /** The first of several wins. */
  #merge(into: Map<string, TemplateInput>, from: TemplateInput): void {
    for (const one of Array.isArray(from) ? from : [from]) {
      if (!(one instanceof Map)) continue;
      for (const [name, value] of one) if (!into.has(name)) into.set(name, value);
    }
  }

  #readScalar(node: Scalar): TemplateInput {
    const text = String(node.value ?? "");
    switch (node.tag) {
      case "!unsafe":
        return new UnsafeText(text);
      case "!vault":
      case "!vault-encrypted":
        return new UnsafeText(VAULTED);
      case "!":
      case "!!str":
      case "tag:yaml.org,2002:str":
        return text;
      case undefined:
        return node.type === "PLAIN" ? this.#resolve(node, text) : text;
      default:
        this.#complain(node, "A tag is not supported here.");
        return null;
    }
  }

  #resolve(node: Scalar, text: string): TemplateInput {
    const value = resolvePlainScalar(text);
    if (value !== undefined) return value;
    this.#complain(node, "Ansible reads this as something that is not text or a number: put it in quotes.");
    return null;
  }
}

/** What a closed vault reads as, until a placeholder takes its place. */
export const VAULTED = "\0vault";
