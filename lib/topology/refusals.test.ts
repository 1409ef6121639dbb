import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { within3Seconds } from "./test-faults.ts";
import { createTestWatch, SECRET } from "./test-watch.ts";

const { watch, stop } = createTestWatch();
afterEach(stop);

const READER = `user reader on >${SECRET} ~* &* +@all`;
const users = { reader: { username: "reader", password: { env: "READER" } } };

/** A master and a replica, of which the replica will have the fault. */
async function watchPair(more: Record<string, unknown> = {}) {
  const seen = await watch({ replicas: 1, redisConf: [READER] }, { pollMs: 1_000, users, ...more });
  const [replica] = seen.deployment.replicas;
  if (replica === undefined) throw new Error("There is a replica.");
  await seen.until(() => seen.instance(replica.address)?.figures).toBeTruthy();
  await seen
    .until(() => seen.newest()?.health.checks.filter(({ id, state }) => id === "link" && state === "ok").length)
    .toBe(1);
  const client = seen.deployment.client(replica.address);
  const { address } = seen.deployment.master;
  return {
    ...seen,
    replica,
    client,
    async expectMasterAlive() {
      const at = seen.newest()?.at ?? Number.POSITIVE_INFINITY;
      await within3Seconds(() => expect(seen.instance(address)?.figuresAt).toBeGreaterThan(at));
      expect(seen.instance(address)).toMatchObject({ role: "master", silence: null });
      expect(seen.check("answers", address)?.state).toBe("ok");
    },
  };
}

describe("within three seconds", () => {
  it("a password that was changed is one that is wrong, and the user is named", async () => {
    const { client, replica, check, instance, newest, expectMasterAlive } = await watchPair();
    await client.call("ACL", "SETUSER", "reader", "resetpass", ">another");
    await client.call("CLIENT", "KILL", "USER", "reader");
    await within3Seconds(() => expect(instance(replica.address)?.silence?.code).toBe("REDIS_REPLIED_ERROR"));
    await within3Seconds(() => expect(check("answers", replica.address)?.state).toBe("critical"));
    expect(instance(replica.address)?.silence?.message).toContain("reader");
    expect(JSON.stringify(newest())).not.toContain(SECRET);
    await expectMasterAlive();
  });

  it("a reader that may not run INFO is refused, and the command is named", async () => {
    const { client, replica, check, instance, expectMasterAlive } = await watchPair();
    await client.call("ACL", "SETUSER", "reader", "-info");
    await within3Seconds(() => expect(instance(replica.address)?.silence?.code).toBe("REDIS_REPLIED_ERROR"));
    await within3Seconds(() => expect(check("answers", replica.address)?.state).toBe("critical"));
    expect(instance(replica.address)?.silence?.message).toContain("INFO");
    await expectMasterAlive();
  });

  it("an instance with as many clients as it takes is full, before and after it shuts the console out", async () => {
    const { deployment, client, replica, check, instance, expectMasterAlive } = await watchPair();
    const crowd = Array.from({ length: 20 }, () => deployment.client(replica.address));
    await Promise.all(crowd.map((one) => one.ping()));
    await client.call("CONFIG", "SET", "maxclients", "20");
    await within3Seconds(() => expect(check("clients", replica.address)?.state).toBe("critical"));
    await client.call("CLIENT", "KILL", "USER", "reader");
    await within3Seconds(() =>
      expect(instance(replica.address)?.silence).toMatchObject({
        code: "REDIS_UNREACHABLE",
        message: expect.stringContaining("maxclients"),
      }),
    );
    await expectMasterAlive();
  });

  it("a save that failed for want of its folder is a failed save", async () => {
    const { client, replica, check, expectMasterAlive } = await watchPair();
    rmSync(replica.folder, { recursive: true });
    await client.call("BGSAVE");
    await within3Seconds(() => expect(check("last-save", replica.address)?.state).toBe("critical"));
    expect(check("last-save", replica.address)?.headline).toContain(replica.address);
    await expectMasterAlive();
  });

  it("a replica that takes writes is one", async () => {
    const { client, replica, check, expectMasterAlive } = await watchPair();
    await client.call("CONFIG", "SET", "replica-read-only", "no");
    await within3Seconds(() => expect(check("read-only-replica", replica.address)?.state).toBe("warning"));
    await expectMasterAlive();
  });

  it("a replica whose master refuses it has lost its link", async () => {
    const { deployment, client, replica, check, instance, expectMasterAlive } = await watchPair();
    const master = deployment.client(deployment.master.address);
    await master.call("ACL", "SETUSER", "default", "-psync", "-sync");
    await client.call("CLIENT", "KILL", "TYPE", "master");
    await within3Seconds(() => expect(check("link", replica.address)?.state).toBe("critical"));
    expect(instance(replica.address)).toMatchObject({ silence: null, figures: { replication: { isLinkUp: false } } });
    await expectMasterAlive();
  });
});
