import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { type Poller, startPoller } from "#lib/topology/poller.ts";
import { deploymentSamples } from "./deployment-samples.ts";
import { REDIS_METRICS } from "./redis-metrics.ts";
import { METRICS, type Sample } from "./sample.ts";
import { startTestExporter } from "./test-exporter.ts";
import { writeExposition } from "./write-exposition.ts";

const run = promisify(execFile);
let deployment: TestDeployment;
let poller: Poller;
let exporter: Awaited<ReturnType<typeof startTestExporter>>;
let samples: Sample[];
const cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  deployment = await startTestDeployment({
    replicas: 1,
    sentinels: 3,
    redisConf: ["maxmemory 64mb", "maxclients 500", "appendonly yes"],
  });
  cleanUp.push(() => deployment.stop());
  const client = deployment.client(deployment.master.address);
  await client.set("kept", "1");
  await client.set("fleeting", "1", "EX", 1000);
  await client.get("kept");
  await client.get("missing");
  await client.wait(1, 5_000);
  await client.bgsave();
  await vi.waitUntil(async () => (await client.info("persistence")).includes("rdb_bgsave_in_progress:0"), {
    timeout: 30_000,
  });
  const registry = createDeploymentRegistry({ test: deployment.config({ pollMs: 250 }) }, { readSecret: () => "" });
  cleanUp.push(() => registry.close());
  const connections = registry.get("test");
  poller = startPoller({ connections, now: Date.now, record: () => undefined });
  cleanUp.push(() => poller.stop());
  const isWhole = () => {
    const { instances = [], sentinels = [] } = poller.status().latest ?? {};
    const isOnline = instances.some(
      ({ figures }) => figures?.replication.lagSeconds !== null && figures?.replication.isLinkUp,
    );
    return instances.length === 2 && isOnline && sentinels.every(({ isQuorumOk }) => isQuorumOk);
  };
  await vi.waitUntil(isWhole, { timeout: 30_000 });
  samples = deploymentSamples("test", connections.config, poller.status(), Date.now());
  exporter = await startTestExporter();
  cleanUp.push(() => exporter.stop());
}, 60_000);

afterAll(async () => {
  for (const step of cleanUp.reverse()) await step();
});

const own = (address: string) =>
  new Map(
    samples
      .filter(({ labels }) => labels.instance === address || labels.sentinel === address)
      .map(({ name, labels, value }) => [labels.db === undefined ? String(name) : `${name} ${labels.db}`, value]),
  );

/** These go on between two looks. */
const MOVING =
  /uptime|memory_used|fragmentation|ops_per_sec|commands_processed|connections_received|connected_clients|offset|io_seconds|fork|keyspace/;

describe("beside redis_exporter, looking at the same servers", () => {
  it("has the same values where they stand still, and near ones where they move", async () => {
    const compared = new Set<string>();
    for (const { address } of deployment.instances) {
      const theirs = (await exporter.ask(address)).values;
      for (const [key, value] of own(address)) {
        const other = theirs.get(key);
        if (other === undefined) continue;
        compared.add(key);
        if (!MOVING.test(key)) expect([key, value]).toEqual([key, other]);
        else if (!/ops_per_sec/.test(key)) expect(Math.abs(value - other), key).toBeLessThan(100 + Math.abs(other) / 2);
      }
    }
    expect([...compared].sort()).toEqual(
      expect.arrayContaining(["redis_up", "redis_master_link_up", "redis_memory_max_bytes", "redis_db_keys db0"]),
    );
    expect(compared.size).toBeGreaterThan(35);
  });

  it("names nothing as redis_exporter's that redis_exporter has not, and gives it the same type", async () => {
    const types = new Map<string, string | undefined>();
    const addresses = [...deployment.instances, ...deployment.sentinels.slice(0, 1)].map(({ address }) => address);
    for (const address of addresses)
      for (const [name, type] of (await exporter.ask(address)).types) types.set(name, type);
    // Only with its option -include-system-metrics.
    types.set("redis_total_system_memory_bytes", "gauge");
    // Earlier ones had it, as …_per_sec, which promtool calls an abbreviated unit.
    types.set("redis_instantaneous_ops_per_second", "gauge");
    for (const [name, { type }] of Object.entries(REDIS_METRICS)) expect([name, types.get(name)]).toEqual([name, type]);
  });

  it("says the same of a sentinel", async () => {
    const [sentinel] = deployment.sentinels;
    const theirs = (await exporter.ask(sentinel?.address ?? "")).values;
    const ours = own(sentinel?.address ?? "");
    const names = Object.keys(REDIS_METRICS).filter((name) => name.startsWith("redis_sentinel_"));
    expect(names.map((name) => [name, ours.get(name)])).toEqual(names.map((name) => [name, theirs.get(name)]));
  });
});

describe("the text of a scrape", () => {
  it("passes promtool", async () => {
    const checking = run("promtool", ["check", "metrics"]);
    checking.child.stdin?.end(writeExposition(samples));
    // It ends with another status than 0 when it finds anything at all.
    expect(await checking).toEqual({ stdout: "", stderr: "" });
  });

  it("has no label but those that a configuration or an address gives", () => {
    const names = new Set(samples.flatMap(({ labels }) => Object.keys(labels)));
    const known = [
      "deployment",
      "instance",
      "sentinel",
      "role",
      "redis_version",
      "check",
      "figure",
      "severity",
      "db",
      "kind",
    ];
    expect([...names].sort()).toEqual(known.sort());
    expect(writeExposition(samples)).not.toMatch(/kept|fleeting/);
  });

  it("has a metric of every subject, and each sample once", () => {
    const keys = samples.map(({ name, labels }) => JSON.stringify([name, labels]));
    expect(new Set(keys).size).toBe(keys.length);
    const missing = Object.keys(METRICS).filter((name) => !samples.some((sample) => sample.name === name));
    expect(missing.sort()).toEqual([
      "process_cpu_seconds_total",
      "process_resident_memory_bytes",
      "process_start_time_seconds",
      "redis_console_event_streams",
      "redis_console_good_replicas",
      "redis_console_jobs",
      "redis_console_operation_duration_seconds",
      "redis_console_operations_total",
      "redis_console_save_age_seconds",
    ]);
  });
});

describe("an instance that falls silent", () => {
  it("is down and has no figure left that looks like now", async () => {
    const [replica] = deployment.replicas;
    const address = replica?.address ?? "";
    await replica?.kill();
    await expect
      .poll(() => poller.status().latest?.instances.find((one) => one.address === address)?.silence?.code)
      .toBe("REDIS_UNREACHABLE");
    const config = deployment.config();
    const after = deploymentSamples("test", config, poller.status(), Date.now()).filter(
      ({ labels, name }) => labels.instance === address && name !== "redis_console_check_state",
    );
    expect(after).toEqual([{ name: "redis_up", labels: { deployment: "test", instance: address }, value: 0 }]);
  });
});
