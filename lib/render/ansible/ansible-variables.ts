import type { VariableSource } from "#lib/render/jinja/evaluate/environment.ts";
import { Refusal } from "#lib/render/jinja/render-error.ts";
import type { Value } from "#lib/render/jinja/values/value.ts";

/** Names that Ansible gives a value of its own, which only the host that runs it knows. */
const MAGIC = new Set([
  "environment",
  "group_names",
  "groups",
  "hostvars",
  "inventory_dir",
  "inventory_file",
  "inventory_hostname",
  "inventory_hostname_short",
  "omit",
  "play_hosts",
  "playbook_dir",
  "role_name",
  "role_names",
  "role_path",
  "vars",
]);

interface VariableParts {
  readonly globals: ReadonlyMap<string, Value>;
  has(name: string): boolean;
  /** Templated anew at every call. */
  read(name: string): Value;
}

/** Ansible's order of names: what templates assigned, then the variables, then Jinja's functions. */
export function ansibleVariables(parts: VariableParts, locals: ReadonlyMap<string, Value> = new Map()): VariableSource {
  return {
    get(name) {
      if (name === "self") throw new Refusal("Jinja's own name self is used.");
      const local = locals.get(name);
      if (local !== undefined) return local;
      if (name === "ansible_managed") return "Ansible managed";
      if (name.startsWith("template_"))
        throw new Refusal(`The value of ${name} depends on the host that runs Ansible.`);
      if (parts.has(name)) return parts.read(name);
      const global = parts.globals.get(name);
      if (global === undefined && (MAGIC.has(name) || name.startsWith("ansible_"))) {
        throw new Refusal(`Ansible gives ${name} a value of its own; give one to render with.`);
      }
      return global;
    },
    with: (more) => ansibleVariables(parts, new Map([...locals, ...withoutPrefix(more)])),
  };
}

/** Ansible takes a name such as l_x for one of Jinja's compiled names and calls it x. */
function withoutPrefix(locals: ReadonlyMap<string, Value>): Map<string, Value> {
  const named = new Map<string, Value>();
  for (const [name, value] of locals) {
    if (name.startsWith("l_")) named.set(name.slice(2), value);
    else if (!["context", "environment", "template"].includes(name)) named.set(name, value);
  }
  return named;
}
