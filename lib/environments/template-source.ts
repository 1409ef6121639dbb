import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";

/** The templates that the console comes with: these two, whatever anybody asks for. */
const FILES: Record<TemplateName, string> = { redis: "redis.conf.tpl", sentinel: "sentinel.conf.tpl" };

export function templateSource(template: TemplateName): string {
  return readFileSync(
    /* turbopackIgnore: true */ join(/* turbopackIgnore: true */ templateFolder(), FILES[template]),
    "utf8",
  );
}

export function templateFolder(): string {
  return join(/* turbopackIgnore: true */ process.cwd(), "templates");
}
