import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import { z } from "zod";
import { METRICS } from "#lib/metrics/sample.ts";

/** What Grafana's import asks of a dashboard, and what these panels use of it. */
const Target = z.object({ refId: z.string().length(1), expr: z.string(), legendFormat: z.string() });
const Panel = z.object({
  id: z.int().positive(),
  type: z.enum(["timeseries", "stat", "state-timeline", "table"]),
  title: z.string().min(1),
  gridPos: z.object({ x: z.int().min(0), y: z.int().min(0), w: z.int().min(1), h: z.int().min(1) }),
  datasource: z.object({ type: z.literal("prometheus"), uid: z.literal("$source") }),
  fieldConfig: z.object({ defaults: z.object({ unit: z.string() }), overrides: z.array(z.never()) }),
  targets: z.array(Target).min(1),
});
const Variable = z.object({
  name: z.string(),
  type: z.string(),
  query: z.union([z.string(), z.object({ query: z.string() })]),
});
const Dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  schemaVersion: z.int().min(36),
  templating: z.object({ list: z.array(Variable) }),
  panels: z.array(Panel).min(15),
});

const dashboard = Dashboard.parse(JSON.parse(readFileSync("monitoring/grafana-dashboard.json", "utf8")));
const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
const queries = dashboard.templating.list.map(({ query }) => (typeof query === "string" ? query : query.query));

describe("the dashboard", () => {
  it("asks for nothing that is not exported", () => {
    const asked = [...expressions, ...queries].flatMap((text) => text.match(/\b(redis|process)_\w+/g) ?? []);
    expect(asked.length).toBeGreaterThan(30);
    for (const name of asked) expect(Object.keys(METRICS)).toContain(name.replace(/_(bucket|sum|count)$/, ""));
  });

  it("asks in PromQL that Prometheus understands", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dashboard-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const rules = expressions.map((expr, index) => ({
      record: `panel:${index}`,
      expr: expr.replaceAll(/\$\w+/g, ".*"),
    }));
    writeFileSync(join(folder, "panels.yml"), stringify({ groups: [{ name: "panels", rules }] }));
    const { stdout } = await promisify(execFile)("promtool", ["check", "rules", join(folder, "panels.yml")]);
    expect(stdout).toContain(`${expressions.length} rules found`);
  });

  it("lets one choose deployments and instances", () => {
    expect(dashboard.templating.list.map(({ name }) => name)).toEqual(["source", "deployment", "instance"]);
  });

  it("has no two panels in one place", () => {
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w } }) =>
      Array.from({ length: w }, (_, at) => `${x + at} ${y}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...dashboard.panels.map(({ gridPos }) => gridPos.x + gridPos.w))).toBeLessThanOrEqual(24);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });
});
