import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { ALERT_RULES, CONSOLE_ALERTS } from "#lib/metrics/alert-rules.ts";
import { GENERAL_TERMS } from "#lib/metrics/promql-terms.ts";
import { RUNBOOK_STEPS } from "./runbook-steps.ts";

const HEAD = `# Runbook

One section for each health check: what it judges, which alerts it is, where to look, what to do. The ids are the same on
the page, in JSON, in the exit lines of the commands and in the alert rules. This page is written by \`npm run docs:alerts\`.
How Prometheus gets the figures is in \`docs/monitoring.md\`.`;

const CONSOLE_STEPS = [
  "Does the console run? `/api/health` answers without any sign-in.",
  "Prometheus' own page of targets says what it got: 401 is a wrong token, 404 is no `console.metricsToken`, 421 is another path than `/api/metrics`.",
  "A console that answers and does not look any more: its log says why. Restart it; nothing is lost by that.",
];

export function runbookPage(): string {
  const checks = Object.entries(CHECK_CATALOGUE).map(([name, { label, judges, advice }]) => {
    // The catalogue's own keys.
    const id = name as CheckId;
    return section(id, `**${label}.** ${judges}`, ALERT_RULES[id], [...RUNBOOK_STEPS[id], advice]);
  });
  const own = section(
    "console",
    "**The console itself.** Without it no other alert can fire.",
    CONSOLE_ALERTS,
    CONSOLE_STEPS,
  );
  return `${[HEAD, ...checks, own].join("\n\n")}\n`;
}

function section(id: string, intro: string, rules: typeof CONSOLE_ALERTS, steps: readonly string[]): string {
  const table = rules.map(
    ({ alert, severity, for: wait, expr }) =>
      `| ${alert} | ${severity} | ${wait === "0s" ? "at once" : wait} | \`${expr(GENERAL_TERMS)}\` |`,
  );
  return [
    `## ${id}`,
    intro,
    ["| alert | severity | after | when |", "| --- | --- | --- | --- |", ...table].join("\n"),
    steps.map((step, index) => `${index + 1}. ${step}`).join("\n"),
  ].join("\n\n");
}
