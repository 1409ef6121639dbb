// Writes the files of monitoring/ and docs/runbook.md from the rules and the checks; with --check only says whether they are stale.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { alertRulesFile } from "#lib/metrics/alert-rules-file.ts";
import { alertTestFile } from "#tools/monitoring/alert-test-file.ts";
import { grafanaDashboard } from "#tools/monitoring/grafana-dashboard.ts";
import { runbookPage } from "#tools/monitoring/runbook-page.ts";

const isCheck = process.argv.includes("--check");

mkdirSync("monitoring", { recursive: true });
for (const [file, text] of [
  ["monitoring/alerts.yml", alertRulesFile()],
  ["monitoring/alerts.test.yml", alertTestFile()],
  ["monitoring/grafana-dashboard.json", grafanaDashboard()],
  ["docs/runbook.md", runbookPage()],
] as const) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  if (isCheck) {
    console.error(`${file} is stale: run npm run docs:alerts`);
    process.exitCode = 1;
  } else writeFileSync(file, text);
}
