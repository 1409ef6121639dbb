// Import rules. Without its parser the tool reads nothing and passes, so the number of modules it read is asserted.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const roots = [
  "app",
  "components",
  "lib",
  "cli",
  "tools",
  "e2e",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-node.ts",
];
const present = new Set(readdirSync("."));
const listed = roots.filter((root) => present.has(root));
const run = spawnSync("depcruise", ["--config", ".dependency-cruiser.mjs", "--output-type", "json", ...listed], {
  encoding: "utf8",
  maxBuffer: 2 ** 28,
});
if (run.stdout === "") {
  console.error(run.stderr);
  process.exit(1);
}
const { summary } = JSON.parse(run.stdout);
const FEWEST_MODULES = 150;
if (summary.totalCruised < FEWEST_MODULES) {
  console.error(
    `Only ${summary.totalCruised} modules were read; ${FEWEST_MODULES} or more are expected. The import rules were not checked.`,
  );
  process.exit(1);
}
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`${summary.totalCruised} modules read, ${summary.violations.length} imports against the rules`);
process.exit(summary.violations.length === 0 ? 0 : 1);
