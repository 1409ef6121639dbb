import { stringify } from "yaml";
import { CHECK_CATALOGUE, type CheckId, type CheckScope } from "#lib/health/catalogue.ts";
import type { AlertRule } from "./alert-rule.ts";
import { ALERT_RULES, CONSOLE_ALERTS } from "./alert-rules.ts";
import { GENERAL_TERMS } from "./promql-terms.ts";

const HEAD = "# Written by npm run docs:alerts from lib/metrics/alert-rules.ts and lib/health/catalogue.ts.\n";
const RUNBOOK = "docs/runbook.md";
const SCOPES: readonly CheckScope[] = ["deployment", "sentinel", "instance"];

/** The rule file for Prometheus. */
export function alertRulesFile(): string {
  const checks = Object.entries(CHECK_CATALOGUE);
  const groups = SCOPES.map((scope) => ({
    name: `redis-${scope}`,
    rules: checks
      .filter(([, check]) => check.scope === scope)
      // The catalogue's own keys.
      .flatMap(([id, { judges, advice }]) =>
        ALERT_RULES[id as CheckId].map((rule) => toRule(rule, id, `Judged: ${judges} What to do: ${advice}`)),
      ),
  }));
  const own = CONSOLE_ALERTS.map((rule) =>
    toRule(rule, "console", "Look whether the console runs, and whether Prometheus reaches it with the right token."),
  );
  return HEAD + stringify({ groups: [...groups, { name: "redis-console", rules: own }] }, { lineWidth: 0 });
}

function toRule(rule: AlertRule, check: string, description: string) {
  return {
    alert: rule.alert,
    expr: rule.expr(GENERAL_TERMS),
    ...(rule.for === "0s" ? {} : { for: rule.for }),
    labels: { severity: rule.severity, check },
    annotations: { summary: rule.summary, description, runbook_url: `${RUNBOOK}#${check}` },
  };
}
