import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { Edit } from "#lib/preview/edits.ts";
import { deploymentEnvironments } from "./deployment-environments.ts";
import { deploymentFacts } from "./deployment-facts.ts";
import { listEnvironments } from "./list-environments.ts";
import { findEnvironment, previewFor } from "./preview-for.ts";

const SECRET = "correct-horse-battery";
const folder = mkdtempSync(join(tmpdir(), "environments-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(files: Record<string, string>): string {
  const place = mkdtempSync(join(folder, "of-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(place, path, ".."), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  return place;
}

function configWith(configuration: Record<string, unknown>, more: Record<string, unknown> = {}): DeploymentConfig {
  const environment = { name: "test", colour: "grey", production: false };
  const where = more.kind === undefined ? { kind: "standalone", address: "127.0.0.1:6379" } : {};
  return DeploymentConfig.parse({
    label: "Test",
    environment,
    users: { reader: {} },
    configuration,
    ...where,
    ...more,
  });
}

describe("a folder of variables", () => {
  it("holds an environment in each file, and beside it what each instance has of its own", () => {
    const place = write({ "a.yml": "REDIS_PORT: 1", "a/one.yaml": "REDIS_PORT: 2", "b.yaml": "", "notes.txt": "x: 1" });
    const environments = listEnvironments(place);
    expect(environments.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(environments[0]?.hosts.get("one")).toEqual(new Map([["REDIS_PORT", 2n]]));
  });

  it("is read no further than its own plain files", () => {
    const elsewhere = write({ "other.yml": "REDIS_PORT: 1", "hosts/h.yml": "REDIS_PORT: 1" });
    const place = write({ "a.yml": "", ".hidden.yml": "", "sub.yml/x": "" });
    symlinkSync(join(elsewhere, "other.yml"), join(place, "link.yml"));
    symlinkSync(join(elsewhere, "hosts"), join(place, "a"));
    const environments = listEnvironments(place);
    expect(environments.map(({ name, hosts }) => [name, hosts.size])).toEqual([["a", 0]]);
    expect(listEnvironments(join(place, "missing"))).toEqual([]);
  });

  it("says what is wrong with which file, and gives out no secret that stands in one", () => {
    const place = write({
      "a.yml": `REDIS_PORT: 1\nREDIS_PASSWORD: ${SECRET}`,
      "a/h.yml": "x: [1",
      "large.yml": `x: ${"y".repeat(300_000)}`,
    });
    const environments = listEnvironments(place);
    expect(environments[0]?.problems).toMatchObject([
      { file: "a.yml", line: null, reason: expect.stringContaining("REDIS_PASSWORD") },
      { file: "a/h.yml", line: 1 },
    ]);
    expect(environments[1]?.problems).toMatchObject([{ file: "large.yml" }]);
    expect(inspect(environments, { depth: 10 })).not.toContain(SECRET);
  });
});

describe("the environments of a deployment", () => {
  const own = write({
    "production.yml": "REDIS_PORT: 7000\nREDIS_MAX_MEMORY: 1gb\nREDIS_DATABASES: 4",
    "production/redis-1.yml": "REDIS_PORT: 7001",
  });
  const config = configWith({ folder: own });
  const textOf = (host: string | null, edits: Edit[] = []) => {
    const input = {
      template: "redis" as const,
      environment: "production",
      host,
      edits: edits.map(([a, b]): [string, string] => [a, b]),
    };
    const preview = previewFor(config, input);
    return preview.ok ? preview.text : preview.reason;
  };

  it("stand before samples of the same name", () => {
    const names = deploymentEnvironments(config).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["production", "staging", "development"]));
    expect(new Set(names).size).toBe(names.length);
    expect(findEnvironment(config, "production").variables.get("REDIS_PORT")).toBe(7000n);
  });

  it("lie under what an instance has of its own, and that under what somebody tries out", () => {
    expect(textOf(null)).toContain("\nport 7000\n");
    expect(textOf("redis-1")).toMatch(/\nport 7001\n(?:.*\n)*databases 4\n/);
    expect(textOf("redis-1", [["REDIS_PORT", "7002"]])).toContain("\nport 7002\n");
  });

  it("are named where one is asked for that is not there", () => {
    expect(() => findEnvironment(config, "qa")).toThrow(
      expect.objectContaining({ code: "NOT_FOUND", advice: expect.stringContaining("production") }),
    );
  });
});

it("a deployment's own configuration says what the rules ask", () => {
  const keyspaces = [
    { kind: "session", name: "web", label: "Web", db: 0, match: "sess:{id}", type: "string", codec: ["json"] },
  ];
  const alone = deploymentFacts(configWith({}, { keyspaces }));
  expect(alone).toMatchObject({ usesSentinel: false, sentinels: undefined, replicas: 0, holdsSessions: true });
  const sentinel = { kind: "sentinel", masterName: "m", sentinels: ["10.0.0.1:26379", "10.0.0.2:26379"] };
  expect(deploymentFacts(configWith({}, sentinel))).toMatchObject({
    usesSentinel: true,
    sentinels: 2,
    replicas: undefined,
    holdsSessions: false,
  });
});
