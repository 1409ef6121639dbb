import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findEnvironment } from "#lib/environments/preview-for.ts";
import { createDeploymentRegistry } from "#lib/redis/deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { createSeal } from "#lib/seal.ts";
import { createTestWatch } from "#lib/topology/test-watch.ts";
import { readHostFile } from "./read-host-file.ts";
import { redisDrift } from "./redis-drift.ts";
import type { DriftReport } from "./schema.ts";
import { sentinelDrift } from "./sentinel-drift.ts";

const SECRET = "drift-test-secret-nobody-guesses";
const MEGABYTE = 1_048_576;

describe("drift of a real deployment", () => {
  const watching = createTestWatch();
  const { tag } = createSeal("a secret of the tests, 32 characters and more");
  let deployment: TestDeployment;
  let folder: string;
  let close: () => Promise<void>;
  let ask: (edits?: [string, string][], template?: "redis" | "sentinel") => Promise<DriftReport>;

  beforeAll(async () => {
    deployment = await startTestDeployment({ replicas: 1, sentinels: 1 });
    // Not from the start: a master without a password refuses a replica that has one.
    for (const { address } of deployment.instances)
      await deployment.client(address).config("SET", "masterauth", SECRET);
    folder = mkdtempSync(join(tmpdir(), "drift-"));
    process.env.DRIFT_TEST_SECRET = SECRET;
    process.env.DRIFT_TEST_OTHER = "another";
    writeEnvironment(folder, deployment);
    const config = deployment.config({
      users: { reader: {}, configReader: {} },
      configuration: {
        folder,
        environment: "test",
        secrets: { REDIS_MASTER_PASSWORD: { env: "DRIFT_TEST_SECRET" }, REDIS_PASSWORD: { env: "DRIFT_TEST_OTHER" } },
      },
      instances: deployment.instances.map(({ port, folder: home }) => ({
        name: `redis-${port}`,
        kind: "redis",
        host: "127.0.0.1",
        port,
        configFile: join(home, "redis.conf"),
        pidFile: join(home, "redis.pid"),
      })),
    });
    const registry = createDeploymentRegistry({ test: config }, { readSecret: () => "" });
    const { newest } = watching.follow(deployment);
    close = () => registry.close();
    ask = async (edits = [], template = "redis") => {
      const seen = () => newest()?.instances.filter(({ figures }) => figures !== null).length;
      await expect.poll(seen, { timeout: 30_000 }).toBe(2);
      const topology = newest();
      if (topology === undefined) throw new Error("Nothing was seen.");
      const asked = { template, environment: "test", host: null, edits };
      const environment = findEnvironment(config, "test");
      const question = { connections: registry.get("test"), environment, asked, topology, makeTag: tag, now: 1 };
      return template === "redis" ? redisDrift(question) : sentinelDrift(question);
    };
  }, 60_000);

  afterAll(async () => {
    await watching.stop();
    await close();
    await deployment.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function cell(report: DriftReport, directive: string, address = deployment.master.address) {
    const at = report.instances.findIndex((instance) => instance.address === address);
    return report.rows.find((row) => row.directive === directive)?.cells[at] ?? undefined;
  }

  it("compares by meaning, and says what a restart and what Sentinel decides", async () => {
    const report = await ask([
      ["REDIS_MAX_MEMORY", "64mb"],
      ["REDIS_DATABASES", "32"],
    ]);
    expect(cell(report, "maxmemory")).toMatchObject({ rendered: String(64 * MEGABYTE), live: "0", state: "differs" });
    expect(cell(report, "databases")).toMatchObject({ rendered: "32", live: "16", state: "restart" });
    expect(cell(report, "port")).toMatchObject({ live: String(deployment.master.port), state: "same" });
    expect(cell(report, "dir")).toMatchObject({ state: "same" });
    expect(cell(report, "replicaof", deployment.replicas[0]?.address)).toMatchObject({ state: "owned" });
    expect(cell(report, "notify-keyspace-events")).toMatchObject({ rendered: "AKE", live: "", state: "differs" });
  });

  it("finds the instance that is unlike the others, and the file on the host that was left behind", async () => {
    const [replica] = deployment.replicas;
    await deployment.client(replica?.address ?? "").config("SET", "maxmemory", "33mb", "hz", "50");
    const report = await ask();
    expect(report.rows.find(({ directive }) => directive === "maxmemory")?.isUneven).toBe(true);
    expect(cell(report, "maxmemory", replica?.address)).toMatchObject({
      live: String(33 * MEGABYTE),
      isHostBehind: true,
    });
    expect(cell(report, "hz", replica?.address)).toMatchObject({ rendered: null, state: "unset", live: "50" });
    expect(report.rows.find(({ directive }) => directive === "port")?.isUneven).toBe(false);
  });

  it("compares secrets without letting one out", async () => {
    const report = await ask();
    expect(cell(report, "masterauth")).toMatchObject({
      live: "the same secret",
      onHost: "not set",
      isHostBehind: true,
      state: "same",
    });
    expect(cell(report, "requirepass")).toMatchObject({ live: "not set", state: "differs" });
    const text = JSON.stringify(report);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(tag("config-secret", SECRET));
  });

  it("gives no answer that depends on the letters of a secret", async () => {
    const guesses: [string, string][] = [
      ["REDIS_MASTER_USER", `"{{ 'a' if REDIS_MASTER_PASSWORD.startswith('d') else 'b' }}"`],
      ["REDIS_MAX_CLIENTS", `"{{ REDIS_MASTER_PASSWORD | length }}"`],
    ];
    const report = await ask(guesses);
    const placeholder = "{{ vault_master }}";
    expect(cell(report, "maxclients")).toMatchObject({ rendered: String(placeholder.length) });
    expect(cell(report, "masteruser")).toMatchObject({ rendered: "set", live: "not set" });
  });

  it("says what a deploy would meet on which instance", async () => {
    await deployment.client(deployment.master.address).set("filler", "x".repeat(3 * MEGABYTE));
    await expect
      .poll(async () => rules(await ask([["REDIS_MAX_MEMORY", "2mb"]])), { timeout: 15_000 })
      .toContain("memory-too-small");
    expect(rules(await ask([["REDIS_AOF_ENABLED", "yes"]]))).toContain("aof-by-restart");
    expect(rules(await ask([["REDIS_REPLICAOF", '"10.0.0.9 6379"']]))).toContain("failover-reverted");
    expect(rules(await ask([["REDIS_MIN_REPLICAS_TO_WRITE", "5"]]))).toContain("too-few-replicas");
    expect(rules(await ask([["REDIS_MAX_CLIENTS", "1"]]))).toContain("too-many-clients");
    expect(rules(await ask())).not.toContain("memory-too-small");
  });

  it("tells of folders that the files name and the host lacks, and nothing of folders that somebody types", async () => {
    expect(rules(await ask())).toContain("folder-missing");
    const answers = await Promise.all(
      ["/no/such/place", "/usr"].map(async (dir) => rules(await ask([["REDIS_DIR", dir]]))),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(rules(await ask([["REDIS_PID_FILE", "/no/such/place/redis.pid"]]))).not.toContain("folder-missing");
  });

  it("compares what a Sentinel says, and warns of what its file would make it forget", async () => {
    const report = await ask([["SENTINEL_MASTER_PORT", "1"]], "sentinel");
    expect(report.instances).toHaveLength(1);
    expect(report.rows.find(({ directive }) => directive === "sentinel quorum")?.cells[0]).toMatchObject({
      state: "same",
    });
    expect(report.rows.find(({ directive }) => directive === "sentinel monitor")?.cells[0]).toMatchObject({
      state: "owned",
    });
    expect(rules(report)).toEqual(["sentinel-redeploy"]);
  });

  it("leaves an instance that does not answer aside, and compares the others", async () => {
    await deployment.replicas[0]?.kill();
    const report = await ask();
    const silent = report.instances.filter(({ silence }) => silence !== null);
    expect(silent.map(({ address }) => address)).toEqual([deployment.replicas[0]?.address]);
    expect(cell(report, "port")).toMatchObject({ state: "same" });
  });
});

function rules(report: DriftReport): string[] {
  return report.instances.flatMap(({ consequences }) => consequences.map(({ rule }) => rule));
}

function writeEnvironment(folder: string, { instances, sentinels, master, masterName }: TestDeployment): void {
  mkdirSync(join(folder, "test"));
  writeFileSync(
    join(folder, "test.yml"),
    `REDIS_BIND_IP: 127.0.0.1
REDIS_MAX_MEMORY: 0
REDIS_PID_FILE: /no/such/folder/redis.pid
REDIS_SAVE_POINTS: []
REDIS_MAXMEMORY_POLICY: noeviction
REDIS_PASSWORD: "{{ vault_own }}"
REDIS_MASTER_PASSWORD: "{{ vault_master }}"
SENTINEL_MASTER_NAME: ${masterName}
SENTINEL_MASTER_IP: 127.0.0.1
SENTINEL_MASTER_PORT: ${master.port}
SENTINEL_PORT: ${sentinels[0]?.port}
SENTINEL_QUORUM: 1
`,
  );
  for (const { port, folder: home } of instances)
    writeFileSync(join(folder, "test", `redis-${port}.yml`), `REDIS_PORT: ${port}\nREDIS_DIR: ${home}\n`);
}

describe("the file on the host", () => {
  const folder = mkdtempSync(join(tmpdir(), "host-file-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read where it is a plain file, and no link is followed", () => {
    writeFileSync(join(folder, "a"), "port 1\n");
    symlinkSync(join(folder, "a"), join(folder, "link"));
    expect(readHostFile(join(folder, "a"))).toEqual({ text: "port 1\n" });
    for (const path of ["link", "missing", "."]) expect(readHostFile(join(folder, path))).toHaveProperty("reason");
    writeFileSync(join(folder, "large"), "x".repeat(1_100_000));
    expect(readHostFile(join(folder, "large"))).toHaveProperty("reason");
  });
});
