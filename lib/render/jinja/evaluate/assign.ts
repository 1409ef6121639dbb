import { TemplateFailure } from "#lib/render/jinja/render-error.ts";
import type { Target } from "#lib/render/jinja/syntax/nodes.ts";
import { iterate } from "#lib/render/jinja/values/iterate.ts";
import { Namespace } from "#lib/render/jinja/values/namespace.ts";
import { orElse } from "#lib/render/jinja/values/or-else.ts";
import { undefinedName } from "#lib/render/jinja/values/undefined.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";
import type { Frame } from "./frame.ts";
import type { Run } from "./run.ts";

/** What a target's names become. */
export function unpack(target: Target, value: Value, into = new Map<string, Value>()): Map<string, Value> {
  if (target.kind === "variable") into.set(target.name, value);
  if (target.kind !== "variables") return into;
  const items = [...iterate(value)];
  if (items.length !== target.items.length) {
    throw new TemplateFailure(`${target.items.length} names are given ${items.length} values.`);
  }
  target.items.forEach((inner, index) => {
    unpack(inner, items[index] ?? null, into);
  });
  return into;
}

export function assign(target: Target, value: Value, frame: Frame, run: Run): void {
  if (target.kind === "namespace") {
    const namespace = orElse(frame.get(target.name), undefinedName(target.name));
    if (!(namespace instanceof Namespace)) throw new TemplateFailure(`${target.name} is not a namespace.`);
    namespace.set(target.attribute, value);
    return;
  }
  for (const [name, item] of unpack(target, value)) {
    frame.set(name, item);
    if (frame.isTop) run.context.assign(name, item);
  }
}
