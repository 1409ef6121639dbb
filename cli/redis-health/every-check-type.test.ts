import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { buildTestCommand, type TestCommand } from "./test-command.ts";

let deployment: TestDeployment;
let command: TestCommand;
let master: string[];
let replica: string[];
let sentinel: string[];

beforeAll(async () => {
  [command, deployment] = await Promise.all([
    buildTestCommand(),
    startTestDeployment({
      replicas: 2,
      sentinels: 3,
      redisConf: ["save 3600 1", "maxmemory 200mb"],
      downAfterMs: 60_000,
    }),
  ]);
  // A busy machine answers late, and nothing else here is about that.
  const patient = ["--warning", "ping_ms=60000", "--critical", "ping_ms=60000"];
  const at = (port = 0) => ["--host", "127.0.0.1", "--port", String(port), "--interval", "0.1", ...patient];
  master = at(deployment.master.port);
  replica = at(deployment.replicas[0]?.port);
  sentinel = [
    ...["--sentinel-host", "127.0.0.1", "--sentinel-port", String(deployment.sentinels[0]?.port)],
    ...["--sentinel-master-name", deployment.masterName],
  ];
});
afterAll(async () => {
  await deployment.stop();
  command.remove();
});

describe("a deployment that is well", () => {
  it.each([
    ["instance", () => master, ["liveness", "info_summary"]],
    ["replication", () => master, ["replication"]],
    ["all-instance", () => master, ["liveness", "replication", "info_summary"]],
    ["all-instance", () => replica, ["liveness", "replication", "info_summary"]],
    ["sentinel-master", () => sentinel, ["sentinel_master_status"]],
    ["sentinel-slaves", () => sentinel, ["sentinel_slaves_status"]],
    ["all-sentinel", () => sentinel, ["sentinel_master_status", "sentinel_slaves_status"]],
  ])("is ok by --check-type %s, in JSON and for Nagios", async (type, flags, sections) => {
    const [json, nagios] = await Promise.all([
      command.run([...flags(), "--check-type", type]),
      command.nagios([...flags(), "--check-type", type]),
    ]);
    const result = JSON.parse(json.out);
    expect([json.status, json.err]).toEqual([0, ""]);
    expect(Object.keys(result)).toEqual(["schema_version", "checked_at", "target", "overall", ...sections, "checks"]);
    expect(result).toMatchObject({ schema_version: 1, target: { check_type: type }, overall: { status: "OK" } });
    for (const section of sections)
      expect(result[section]).toMatchObject({ status: "OK", message: "All checks are ok." });
    expect([nagios.status, nagios.err]).toEqual([0, ""]);
    expect(nagios.out).toMatch(/^REDIS OK - [^|\n]*( \| [^|\n]*)?\n$/);
  });

  it("tells of the master and its replicas what the Sentinel and INFO say", async () => {
    const { replication } = await command.json([...master, "--check-type", "replication"]);
    const addresses = deployment.replicas.map(({ address }) => address).sort();
    const [first, ...others] = replication.data.instances;
    expect(first).toMatchObject({ address: deployment.master.address, role: "master", connected_replicas: 2 });
    expect(others.map(({ address }: { address: string }) => address)).toEqual(addresses);
    for (const one of others)
      expect(one).toMatchObject({ is_link_up: true, master_address: deployment.master.address });
    const result = await command.json([...sentinel, "--check-type", "all-sentinel"]);
    expect(result.sentinel_master_status.data).toMatchObject({
      name: deployment.masterName,
      address: deployment.master.address,
      sentinels: [{ answers: true, quorum: 2, is_quorum_ok: true }],
    });
    expect(
      result.sentinel_slaves_status.data.replicas.map(({ address }: { address: string }) => address).sort(),
    ).toEqual(addresses);
  });

  it("asks one instance alone by the usual check type", async () => {
    const { checks, liveness } = await command.json(master);
    const others = checks.filter(
      ({ instance }: { instance: string | null }) => instance !== null && instance !== deployment.master.address,
    );
    expect(others).toEqual([]);
    expect(liveness.data.instances).toMatchObject([
      { address: deployment.master.address, role: "master", answers: true },
    ]);
  });

  it("gives each replica a label of its own", async () => {
    const { out } = await command.nagios([...master, "--check-type", "replication"]);
    const labels = [...out.matchAll(/'([^']*)'=/g)].map(([, label]) => label);
    for (const { address } of deployment.replicas) expect(labels).toContain(`lag_bytes@${address}`);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe("limits", () => {
  const low = ["--warning", "memory_ratio=0.00001", "--critical", "memory_ratio=0.00002"];

  it("make a warning and a critical state, with their exit status in both formats", async () => {
    const warned = await command.nagios([...master, "--warning", "memory_ratio=0.00001"]);
    expect(warned.status).toBe(1);
    expect(warned.out).toMatch(/^REDIS WARNING - master .*'memory_ratio'=0\.0\d+;0\.00001;0\.95;0;1/);
    const critical = await command.run([...master, ...low]);
    expect(critical.status).toBe(2);
    const result = JSON.parse(critical.out);
    expect(result).toMatchObject({
      overall: { status: "CRITICAL" },
      liveness: { status: "OK" },
      info_summary: { status: "CRITICAL" },
    });
    const memory = result.checks.find(({ id }: { id: string }) => id === "memory");
    expect(memory).toMatchObject({
      state: "CRITICAL",
      figures: [{ name: "memory_ratio", warning: 0.00001, critical: 0.00002, is_below: false }],
    });
  });

  it("tell a deployment with too few replicas", async () => {
    const { status, out } = await command.nagios([
      ...sentinel,
      "--check-type",
      "sentinel-slaves",
      "--expected-replicas",
      "3",
    ]);
    expect(status).toBe(1);
    expect(out).toContain("'usable_replicas'=2;3:;1:;0");
  });
});

describe("Debian's negate", () => {
  it("turns ok into critical and critical into ok", async () => {
    const [ok, critical] = await Promise.all([
      command.negated(master),
      command.negated([...master, "--warning", "ping_ms=0", "--critical", "ping_ms=0"]),
    ]);
    expect([ok.status, critical.status]).toEqual([2, 0]);
    expect(ok.out).toMatch(/^REDIS OK - .* \| 'ping_ms'=/);
  });

  it("passes unknown on", async () => {
    expect((await command.negated(["--host"])).status).toBe(3);
  });
});

describe("a deployment that is not well", () => {
  it("has no master of a name that its Sentinel does not know", async () => {
    const flags = [...sentinel.slice(0, 4), "--sentinel-master-name", "someone-else", "--check-type", "all-sentinel"];
    const { status, out } = await command.nagios(flags);
    expect(status).toBe(2);
    expect(out).toContain("monitors no master of that name");
  });

  it("is told within the time when its master hangs", async () => {
    deployment.master.pause();
    const [usual, short, all] = await Promise.all([
      command.nagios(master),
      command.nagios([...master, "--timeout", "1"]),
      command.nagios([...sentinel, "--check-type", "sentinel-master"]),
    ]);
    deployment.master.resume();
    expect(usual.status).toBe(2);
    expect(usual.out).toMatch(/^REDIS CRITICAL - instance \S+ does not answer in time/);
    expect(short.status).toBe(3);
    expect(short.out).toMatch(/^REDIS UNKNOWN - /);
    expect([all.status, all.out]).toEqual([2, expect.stringContaining("there is no master")]);
  });

  it("has no quorum when two of three Sentinels are gone", async () => {
    await Promise.all(deployment.sentinels.slice(1).map((one) => one.kill()));
    // The Sentinel itself notices a closed connection at once, and calls it down after a while.
    const admin = deployment.client(deployment.sentinels[0]?.address ?? "");
    await admin.call("SENTINEL", "SET", deployment.masterName, "down-after-milliseconds", "500");
    await expect
      .poll(async () => (await command.nagios([...sentinel, "--check-type", "sentinel-master"])).out, {
        timeout: 30_000,
      })
      .toMatch(/^REDIS CRITICAL - .*no quorum/);
  });

  it("is critical where the one Sentinel asked does not run", async () => {
    await deployment.sentinels[0]?.kill();
    const { status, out } = await command.nagios([...sentinel, "--check-type", "all-sentinel"]);
    expect([status, out]).toEqual([2, expect.stringMatching(/^REDIS CRITICAL - \S+ refuses connections/)]);
  });
});
