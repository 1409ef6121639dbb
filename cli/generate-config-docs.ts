// Writes docs/settings.md, docs/presets.md and console.config.example.yaml from the schema; with --check only says whether they are stale.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { exampleConfig } from "#lib/config/example-config.ts";
import { presetsPage } from "#lib/config/presets-page.ts";
import { settingsPage } from "#lib/config/settings-page.ts";

const isCheck = process.argv.includes("--check");

for (const [file, text] of [
  ["docs/settings.md", settingsPage()],
  ["docs/presets.md", presetsPage()],
  ["console.config.example.yaml", exampleConfig()],
] as const) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (isCheck) {
    console.error(`${file} is stale: run npm run docs:settings`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
