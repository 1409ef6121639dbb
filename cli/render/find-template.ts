import { lstatSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { templateSource } from "#lib/environments/template-source.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import { readText } from "./read-text.ts";

interface FoundTemplate {
  readonly source: string;
  /** Which of the two it is, for its variables and for what is said about its output. */
  readonly name: TemplateName | undefined;
  readonly shown: string;
  /** Files beside it that it may include. */
  readonly includes: ReadonlyMap<string, string>;
}

const LARGEST_INCLUDE = 256 * 1024;

export function findTemplate(wanted: string): FoundTemplate {
  if (wanted === "redis" || wanted === "sentinel")
    return { source: templateSource(wanted), name: wanted, shown: `${wanted}.conf.tpl`, includes: new Map() };
  const source = readText(wanted);
  return {
    source,
    name: kindOf(wanted),
    shown: wanted,
    includes: source.includes("{%") ? besides(wanted, source) : new Map(),
  };
}

function kindOf(path: string): TemplateName | undefined {
  const name = basename(path).toLowerCase();
  if (name.includes("sentinel")) return "sentinel";
  return name.includes("redis") ? "redis" : undefined;
}

function besides(path: string, source: string): Map<string, string> {
  const folder = dirname(path);
  const names = readdirSync(folder).filter(
    (name) => name !== basename(path) && /\b(?:include|import|from)\b/.test(source),
  );
  const files = names.filter((name) => {
    const found = lstatSync(join(folder, name));
    return found.isFile() && found.size <= LARGEST_INCLUDE;
  });
  return new Map(files.map((name) => [name, readText(join(folder, name))]));
}
