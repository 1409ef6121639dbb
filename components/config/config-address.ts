import { type Edit, LONGEST_EDITS, shareableEdits } from "#lib/preview/edits.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";

export const CONFIG_TABS = ["rendered", "findings", "instance", "compare", "boot", "drift"] as const;
export type ConfigTab = (typeof CONFIG_TABS)[number];

/** What the page shows, as its address has it. */
export interface ConfigAddress {
  template: TemplateName;
  /** Empty: the one that the deployment is deployed from. */
  environment: string;
  host: string;
  tab: ConfigTab;
  edits: readonly Edit[];
  /** The other environment of a comparison. */
  other: string;
  instance: string;
}

interface Params {
  get(name: string): string | null;
  getAll(name: string): string[];
}

export function readConfigAddress(params: Params): ConfigAddress {
  const tab = params.get("tab");
  return {
    template: params.get("template") === "sentinel" ? "sentinel" : "redis",
    environment: params.get("env") ?? "",
    host: params.get("host") ?? "",
    tab: CONFIG_TABS.find((known) => known === tab) ?? "rendered",
    edits: params.getAll("set").flatMap(readEdit),
    other: params.get("other") ?? "",
    instance: params.get("instance") ?? "",
  };
}

function readEdit(text: string): Edit[] {
  const match = /^([A-Za-z_]\w{0,80})=(.*)$/s.exec(text);
  return match?.[1] === undefined ? [] : [[match[1], match[2] ?? ""]];
}

export function configHref(deployment: string, address: ConfigAddress): string {
  const params = new URLSearchParams();
  const put = (name: string, value: string, absent: string) => value !== absent && params.set(name, value);
  put("template", address.template, "redis");
  put("env", address.environment, "");
  put("host", address.host, "");
  put("tab", address.tab, "rendered");
  put("other", address.other, "");
  put("instance", address.instance, "");
  const edits = shareableEdits(address.edits);
  if (fitsInLink(edits)) for (const [name, yaml] of edits) params.append("set", `${name}=${yaml}`);
  return `/${deployment}/config${params.size === 0 ? "" : `?${params}`}`;
}

/** More than this no mail program and no proxy carries whole. */
export function fitsInLink(edits: readonly Edit[]): boolean {
  return edits.reduce((sum, [name, yaml]) => sum + name.length + yaml.length + 6, 0) <= LONGEST_EDITS;
}

/** Another value for one variable; null takes the edit back. */
export function withEdit(edits: readonly Edit[], name: string, yaml: string | null): readonly Edit[] {
  const others = edits.filter(([known]) => known !== name);
  return yaml === null ? others : [...others, [name, yaml]];
}
