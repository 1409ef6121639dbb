import { stringify } from "yaml";
import type { AlertCase, Series } from "./alert-case.ts";
import { DATA_CASES } from "./data-cases.ts";
import { DEPLOYMENT_CASES } from "./deployment-cases.ts";
import { INSTANCE_CASES } from "./instance-cases.ts";
import { MEMORY_CASES } from "./memory-cases.ts";
import { SENTINEL_CASES } from "./sentinel-cases.ts";

const HEAD = "# Written by npm run docs:alerts. Run it: promtool test rules monitoring/alerts.test.yml\n";
/** Longer than any rule waits. */
const MINUTES = 12;

export const ALERT_CASES: readonly AlertCase[] = [
  ...DEPLOYMENT_CASES,
  ...SENTINEL_CASES,
  ...INSTANCE_CASES,
  ...DATA_CASES,
  ...MEMORY_CASES,
];

/** Tests of the rule file, in promtool's form: each rule once firing and once silent. */
export function alertTestFile(): string {
  const tests = ALERT_CASES.flatMap((one) => [
    toTest(one, "fires", [{ labels: `{${sorted(one)}}`, value: 1 }]),
    toTest(one, "silent", []),
  ]);
  return HEAD + stringify({ rule_files: ["alerts.yml"], evaluation_interval: "1m", tests }, { lineWidth: 0 });
}

function toTest({ alert, severity, ...one }: AlertCase, kind: "fires" | "silent", expected: unknown[]) {
  const matchers = `alertname="${alert}",severity="${severity}",alertstate="firing"`;
  return {
    name: `${alert} ${severity} ${kind}`,
    interval: "1m",
    input_series: toInput(one[kind]),
    promql_expr_test: [
      {
        expr: `count by (alertname, severity, deployment, instance, sentinel) (ALERTS{${matchers}})`,
        eval_time: `${MINUTES}m`,
        exp_samples: expected,
      },
    ],
  };
}

function toInput(series: Series) {
  return Object.entries(series).map(([name, value]) => ({
    series: name,
    values: typeof value === "number" ? `${value}x${MINUTES}` : value,
  }));
}

function sorted({ alert, severity, labels }: AlertCase): string {
  return [`alertname="${alert}"`, ...(labels === "" ? [] : labels.split(",")), `severity="${severity}"`].join(",");
}
