import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { ALERT_CASES, alertTestFile } from "#tools/monitoring/alert-test-file.ts";
import { ALERT_RULES, CONSOLE_ALERTS } from "./alert-rules.ts";
import { alertRulesFile } from "./alert-rules-file.ts";
import { promqlFor } from "./promql-for.ts";
import type { ThresholdLimits } from "./threshold-limits.ts";

const run = promisify(execFile);
const promtool = (args: string[]) => run("promtool", args);
const folder = mkdtempSync(join(tmpdir(), "alerts-"));
afterAll(() => rmSync(folder, { recursive: true }));

// The catalogue's own keys.
const CHECK_IDS = Object.keys(CHECK_CATALOGUE) as CheckId[];
const rules = [...Object.values(ALERT_RULES).flat(), ...CONSOLE_ALERTS];
const nameOf = ({ alert, severity }: { alert: string; severity: string }) => `${alert} ${severity}`;

/** The limits that the cases set. */
const LIMITS: ThresholdLimits = {
  lag_bytes: { warning: 1_048_576, critical: 10_485_760 },
  lag_seconds: { warning: 5, critical: 30 },
  memory_ratio: { warning: 0.8, critical: 0.95 },
  clients_ratio: { warning: 0.8, critical: 0.95 },
  fragmentation_ratio: { warning: 1.5, critical: 2.5 },
  hit_ratio: { warning: 0.8, critical: 0.5 },
  ping_ms: { warning: 50, critical: 500 },
  save_age_seconds: { warning: 7_200, critical: 86_400 },
  evicted_keys: { warning: 2, critical: 100 },
  rejected_connections: { warning: 1, critical: 100 },
  fork_ms: { warning: 200, critical: 1_000 },
  usable_replicas: { warning: 2, critical: 1 },
  known_sentinels: { warning: 3 },
};

function place(alert: string) {
  const labels = ALERT_CASES.find((one) => one.alert === alert)?.labels ?? "";
  return { deployment: "shop", instance: /(?:instance|sentinel)="([^"]+)"/.exec(labels)?.[1] ?? null };
}

async function tryCases(name: string, ruleFile: string): Promise<void> {
  writeFileSync(join(folder, "alerts.yml"), ruleFile);
  writeFileSync(join(folder, `${name}.test.yml`), alertTestFile());
  await promtool(["check", "rules", join(folder, "alerts.yml")]);
  const { stdout } = await promtool(["test", "rules", join(folder, `${name}.test.yml`)]);
  expect(stdout).toContain("SUCCESS");
}

describe("the alert rules", () => {
  it("fire on what is wrong and on nothing less", () => tryCases("general", alertRulesFile()), 300_000);

  it("do the same with literal labels and numbers", async () => {
    const literal = CHECK_IDS.flatMap((checkId) =>
      ALERT_RULES[checkId].flatMap(({ alert, severity, for: wait }) => {
        const queries = promqlFor({ checkId, ...place(alert), thresholds: LIMITS });
        const expr = queries.find((query) => nameOf(query) === nameOf({ alert, severity }))?.promql;
        expect(expr).not.toContain("redis_console_threshold");
        return { alert, expr, for: wait, labels: { severity } };
      }),
    );
    const own = CONSOLE_ALERTS.map(({ alert, expr, for: wait, severity }) => ({
      alert,
      expr: expr({ of: (name) => name, against: () => "" }),
      for: wait,
      labels: { severity },
    }));
    await tryCases("literal", stringify({ groups: [{ name: "all", rules: [...literal, ...own] }] }));
  }, 300_000);

  it("are each tried firing and silent", () => {
    expect([...new Set(ALERT_CASES.map(nameOf))].sort()).toEqual(rules.map(nameOf).sort());
    const file = alertTestFile();
    for (const rule of rules) {
      expect(file).toContain(`name: ${nameOf(rule)} fires`);
      expect(file).toContain(`name: ${nameOf(rule)} silent`);
    }
  });

  it("have each a severity, a sentence, and a section of the runbook that is there", () => {
    const runbook = readFileSync("docs/runbook.md", "utf8");
    for (const id of [...CHECK_IDS, "console"]) expect(runbook).toContain(`\n## ${id}\n`);
    for (const { summary } of rules) expect(summary).toMatch(/\.$/);
    expect(new Set(rules.map(nameOf)).size).toBe(rules.length);
  });
});

describe("the PromQL of one check", () => {
  it("names the deployment, the instance and the numbers", () => {
    const asked = { deployment: "shop", instance: "10.0.0.1:6379", thresholds: LIMITS };
    expect(promqlFor({ checkId: "memory", ...asked })).toEqual([
      {
        alert: "RedisMemoryHigh",
        severity: "warning",
        promql:
          'redis_memory_used_bytes{deployment="shop",instance="10.0.0.1:6379"} / ' +
          '(redis_memory_max_bytes{deployment="shop",instance="10.0.0.1:6379"} > 0) >= 0.8',
      },
      { alert: "RedisMemoryHigh", severity: "critical", promql: expect.stringMatching(/>= 0\.95$/) },
    ]);
  });

  it("leaves out what the deployment has no limit for", () => {
    const asked = { deployment: "shop", instance: null, thresholds: {} };
    expect(promqlFor({ checkId: "replicas", ...asked })).toEqual([]);
    expect(promqlFor({ checkId: "one-master", ...asked })).toHaveLength(3);
  });
});
