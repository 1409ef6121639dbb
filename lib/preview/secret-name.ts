import { TEMPLATE_VARIABLES } from "#lib/render/variables/template-variables.ts";

const SECRETS = new Set(TEMPLATE_VARIABLES.filter(({ secret }) => secret).map(({ name }) => name));
const KNOWN = new Set(TEMPLATE_VARIABLES.map(({ name }) => name));
const SOUNDS_SECRET = /(pass(word|wd|phrase)?|pwd|secret|token|credential|private_?key|api_?key)s?(_|$)/i;

/** A secret of the templates' schema, one that comes from a vault by its name, or one that sounds like it. */
export function isSecretName(name: string): boolean {
  if (KNOWN.has(name)) return SECRETS.has(name);
  return name.startsWith("vault_") || SOUNDS_SECRET.test(name);
}
