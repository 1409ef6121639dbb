import { afterEach, describe, expect, it } from "vitest";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { within } from "#lib/test-within.ts";
import { createTestWatch, SECRET } from "./test-watch.ts";

const { watch, follow, cleanUp, stop } = createTestWatch();
afterEach(stop);

const whole = { replicas: 2, sentinels: 3 };

describe("a deployment's poller", () => {
  it("sees all instances and sentinels, with their figures", async () => {
    const { deployment, until, newest, instance } = await watch(whole);
    await until(() => newest()?.instances.filter(({ figures }) => figures !== null).length).toBe(3);
    await until(() => newest()?.sentinels.every(({ isQuorumOk }) => isQuorumOk)).toBe(true);
    expect(newest()).toMatchObject({ masterAddress: deployment.master.address, isFailoverUnderWay: false });
    expect(instance(deployment.master.address)).toMatchObject({
      role: "master",
      silence: null,
      isOpenToAnybody: true,
      figures: { replication: { connectedReplicas: 2 } },
    });
    for (const { address } of deployment.replicas) {
      expect(instance(address)).toMatchObject({
        role: "replica",
        figures: { replication: { isLinkUp: true, masterAddress: deployment.master.address, isReadOnly: true } },
      });
      await until(() => instance(address)?.figures?.replication.lagBytes).toBe(0);
    }
  });

  it("follows a failover after the master was killed, soon after the sentinels switch", async () => {
    const { deployment, until, newest, snapshots, instance } = await watch(whole);
    const old = deployment.master.address;
    await until(() => newest()?.masterAddress).toBe(old);
    await deployment.master.kill();
    await until(() => instance(old)?.silence?.code).toBe("REDIS_UNREACHABLE");
    await until(() => newest()?.health.state).toBe("critical");
    await until(() => deployment.currentMaster()).not.toBe(old);
    const named = await deployment.currentMaster();
    await within(2_000, () => expect(newest()?.masterAddress).toBe(named));
    await within(2_000, () => expect(instance(named)?.figures?.replication.masterAddress).toBeNull());
    expect(instance(named)).toMatchObject({ role: "master", silence: null });
    expect(snapshots.some(({ isFailoverUnderWay }) => isFailoverUnderWay)).toBe(true);
    expect(instance(old)).toMatchObject({ state: "critical", figures: { uptimeSeconds: expect.any(Number) } });
  });

  it("looks at once when the sentinels tell of a failover, however rarely it looks otherwise", async () => {
    const { deployment, until, newest } = await watch(whole, { pollMs: 60_000 });
    await until(() => newest()?.masterAddress).toBe(deployment.master.address);
    await deployment.master.kill();
    await until(() =>
      newest()?.instances.find(({ role, silence }) => role === "master" && silence === null),
    ).toBeTruthy();
    await until(() => newest()?.masterAddress).not.toBe(deployment.master.address);
  });

  it("keeps what a hanging master said last, and sees it return", async () => {
    const { deployment, until, instance } = await watch({});
    const { address } = deployment.master;
    await until(() => instance(address)?.figures?.version).toBeTruthy();
    deployment.master.pause();
    await until(() => instance(address)?.silence?.code).toBe("TIMEOUT");
    const { figuresAt } = instance(address) ?? {};
    expect(instance(address)).toMatchObject({ role: "master", state: "critical", figuresAt: expect.any(Number) });
    deployment.master.resume();
    await until(() => instance(address)?.silence).toBeNull();
    expect(instance(address)?.figuresAt).toBeGreaterThan(figuresAt ?? Number.POSITIVE_INFINITY);
  });

  it("shows the others as before while one replica hangs, and what that one said last", async () => {
    const { deployment, until, instance, newest, snapshots } = await watch(whole);
    const [hanging, other] = deployment.replicas;
    if (hanging === undefined || other === undefined) throw new Error("There are two replicas.");
    await until(() => instance(hanging.address)?.figures?.version).toBeTruthy();
    await until(() => instance(other.address)?.figures?.version).toBeTruthy();
    hanging.pause();
    await until(() => instance(hanging.address)?.silence?.code).toBe("TIMEOUT");
    expect(instance(hanging.address)).toMatchObject({
      role: "replica",
      state: "critical",
      figures: { version: expect.any(String) },
    });
    const seen = snapshots.length;
    await until(() => snapshots.length).toBeGreaterThan(seen + 4);
    for (const snapshot of snapshots.slice(seen)) {
      expect(snapshot.instances.find(({ address }) => address === other.address)?.silence).toBeNull();
    }
    expect(newest()?.masterAddress).toBe(deployment.master.address);
    hanging.resume();
    await until(() => instance(hanging.address)?.silence).toBeNull();
  });

  it("says that no sentinel answers, and keeps the last known master", async () => {
    const { deployment, until, newest, instance } = await watch(whole);
    await until(() => instance(deployment.master.address)?.figures).toBeTruthy();
    await Promise.all(deployment.sentinels.map((sentinel) => sentinel.kill()));
    await until(() => newest()?.sentinels.every(({ silence }) => silence !== null)).toBe(true);
    await until(() => newest()?.health.checks.find(({ id }) => id === "sentinels-answer")?.state).toBe("critical");
    expect(newest()?.masterAddress).toBe(deployment.master.address);
    expect(newest()?.instances.filter(({ silence }) => silence === null)).toHaveLength(3);
  });

  it("says that a failover is impossible once most sentinels are gone", async () => {
    const { deployment, until, newest } = await watch(whole);
    await until(() => newest()?.sentinels.every(({ isQuorumOk }) => isQuorumOk)).toBe(true);
    await Promise.all(deployment.sentinels.slice(1).map((sentinel) => sentinel.kill()));
    await until(() => newest()?.health.checks.find(({ id }) => id === "quorum")?.state).toBe("critical");
  });

  it("knows a master that was dead before the console began to look", async () => {
    const deployment = await startTestDeployment({ replicas: 1, sentinels: 3, downAfterMs: 60_000 });
    cleanUp.push(() => deployment.stop());
    await deployment.master.kill();
    const { until, instance, wrong } = follow(deployment);
    await until(() => instance(deployment.master.address)?.silence?.code).toBe("REDIS_UNREACHABLE");
    await until(() => wrong()).toContain("one-master");
  });

  it("sees a standalone instance and its replicas without any sentinel", async () => {
    const { deployment, until, newest } = await watch({ replicas: 1 });
    await until(() => newest()?.instances.map(({ role, address }) => [role, address])).toEqual([
      ["master", deployment.master.address],
      ["replica", deployment.replicas[0]?.address],
    ]);
    expect(newest()).toMatchObject({ kind: "standalone", sentinels: [] });
  });

  it("says so when two instances are masters at once", async () => {
    const { deployment, until, newest, wrong } = await watch({ replicas: 1 });
    await until(() => newest()?.instances.length).toBe(2);
    await deployment.client(deployment.replicas[0]?.address ?? "").replicaof("NO", "ONE");
    await until(() => wrong()).toContain("one-master");
    expect(newest()?.health).toMatchObject({ state: "critical" });
    expect(newest()?.instances.map(({ role }) => role)).toEqual(["master", "master"]);
  });

  it("names the user whose password is wrong, and never the password", async () => {
    const users = { reader: { username: "reader", password: { env: "READER" } } };
    const redisConf = ["user reader on >another ~* +@all"];
    const { deployment, until, instance, newest } = await watch({ redisConf }, { users });
    await until(() => instance(deployment.master.address)?.silence?.code).toBe("REDIS_REPLIED_ERROR");
    expect(instance(deployment.master.address)?.silence?.message).toContain("reader");
    expect(JSON.stringify(newest())).not.toContain(SECRET);
  });

  it("names the command that the user lacks", async () => {
    const users = { reader: { username: "reader", password: { env: "READER" } } };
    const redisConf = [`user reader on >${SECRET} ~* +@all -info`];
    const { deployment, until, instance } = await watch({ redisConf }, { users });
    await until(() => instance(deployment.master.address)?.silence?.message).toContain("INFO");
  });

  it("ends its readers and its connections when stopped", async () => {
    const { deployment, poller, until, newest } = await watch({});
    await until(() => newest()?.instances.length).toBe(1);
    await poller.stop();
    for await (const _ of poller.watch(new AbortController().signal)) throw new Error("Nothing comes after the end.");
    const info = await deployment.client(deployment.master.address).call("CLIENT", "LIST");
    expect(String(info).match(/name=redis-console/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });
});
