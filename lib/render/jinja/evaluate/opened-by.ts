import type { OpenedScopes } from "#lib/render/jinja/scope/analyze-scopes.ts";
import type { Statement } from "#lib/render/jinja/syntax/nodes.ts";
import type { Run } from "./run.ts";

export function openedBy(node: Statement, run: Run): OpenedScopes {
  const scopes = run.scopes.opened.get(node);
  if (scopes === undefined) throw new Error(`The ${node.kind} at line ${node.line} was not analyzed.`);
  return scopes;
}
