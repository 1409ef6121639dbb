import { MissingFile, Refusal, TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Expression, StatementOf } from "#lib/render/jinja/syntax/nodes.ts";
import type { Template } from "#lib/render/jinja/syntax/template.ts";
import { unmarked } from "#lib/render/jinja/values/marked-text.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { Tuple } from "#lib/render/jinja/values/tuple.ts";
import { Undefined } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import type { VariableSource } from "./environment.ts";
import type { Frame } from "./frame.ts";
import { Module } from "./module.ts";
import type { Run } from "./run.ts";

export function executeInclude(node: StatementOf<"include">, frame: Frame, output: Value[], run: Run): void {
  const template = findTemplate(node.file, node.ignoreMissing, frame, run);
  if (template === undefined) return;
  output.push(...run.runTemplate(template, variablesFor(node.withContext, frame, run)).pieces);
}

export function importModule(node: StatementOf<"import" | "from-import">, frame: Frame, run: Run): Module {
  const template = findTemplate(node.file, false, frame, run);
  if (template === undefined) throw new MissingFile("A file to import is missing.");
  return new Module(run.runTemplate(template, variablesFor(node.withContext, frame, run)).context.exported());
}

export function importName(module: Module, name: string): Value {
  return orElse(
    module.attribute(name),
    new Undefined(`The imported template does not export ${name}.`, { variable: name }),
  );
}

function findTemplate(node: Expression, ignoreMissing: boolean, frame: Frame, run: Run): Template | undefined {
  const names = fileNames(run.evaluate(node, frame));
  for (const name of names) {
    try {
      return run.environment.file(name);
    } catch (error) {
      if (!(error instanceof MissingFile)) throw error;
    }
  }
  if (ignoreMissing) return undefined;
  throw new MissingFile(
    `There is no file ${node.kind === "constant" ? names.join(" or ") : "of this name"} to include.`,
  );
}

function fileNames(value: Value): readonly string[] {
  const plain = unmarked(value);
  if (plain instanceof Undefined) return plain.fail();
  if (typeof plain === "string") return [plain];
  if (!Array.isArray(plain) && !(plain instanceof Tuple))
    throw new TemplateFailure("The name of a file to include is text.");
  const items: readonly Value[] = plain instanceof Tuple ? plain.items : plain;
  if (items.length === 0) throw new Refusal("A list of files to include is empty.");
  return items.flatMap(fileNames);
}

function variablesFor(withContext: boolean, frame: Frame, run: Run): VariableSource {
  return withContext ? run.context.source(frame.locals()) : globalsOnly(run);
}

/** Without context a template sees no variable at all. */
function globalsOnly(run: Run): VariableSource {
  const { globals } = run.environment;
  const source = (locals: ReadonlyMap<string, Value>): VariableSource => ({
    get: (name) => (locals.has(name) ? locals.get(name) : globals.get(name)),
    with: (more) => source(new Map([...locals, ...more])),
  });
  return source(new Map());
}
