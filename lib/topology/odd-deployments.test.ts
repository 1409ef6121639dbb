import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { startTestDeployment } from "#lib/redis/test-deployment.ts";
import { createTestWatch, SECRET } from "./test-watch.ts";

const { watch, follow, cleanUp, stop } = createTestWatch();
afterEach(stop);

/** Answers every command with the same INFO, as a proxy may that hides what it likes. */
async function startProxy(info: string): Promise<string> {
  const proxy = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      const isInfo = /\binfo\b/i.test(bytes.toString("latin1"));
      const commands = bytes.toString("latin1").split("*").length - 1;
      const answers = Array(commands).fill("+PONG\r\n");
      if (isInfo) answers[commands - 1] = `$${Buffer.byteLength(info)}\r\n${info}\r\n`;
      socket.write(answers.join(""));
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  cleanUp.push(async () => proxy.close());
  // A server that listens on a port has such an address.
  const { port } = proxy.address() as AddressInfo;
  return `127.0.0.1:${port}`;
}

describe("an odd deployment", () => {
  it("with a replica of a replica has one that could take over, and sentinels that know all they can", async () => {
    const { deployment, until, check, instance } = await watch({ replicas: 2, sentinels: 3 }, { expectedReplicas: 1 });
    const [first, second] = deployment.replicas;
    if (first === undefined || second === undefined) throw new Error("There are two replicas.");
    await until(() => check("replicas")?.value).toBe("2 of 1");
    const client = deployment.client(second.address);
    await client.call("REPLICAOF", "127.0.0.1", String(first.port));
    await until(() => instance(second.address)?.figures?.replication).toMatchObject({
      masterAddress: first.address,
      isLinkUp: true,
    });
    await until(() => check("replicas")).toMatchObject({ value: "1 of 1", state: "ok" });
    for (const { address } of deployment.sentinels)
      await until(() => check("known-replicas", address)?.state).toBe("ok");
    await until(() => check("link", second.address)?.state).toBe("ok");
    await until(() => check("lag", second.address)?.state).toBe("ok");
  });

  it("whose master has fewer good replicas than it needs refuses writes, and that is said", async () => {
    const redisConf = ["min-replicas-to-write 2", "min-replicas-max-lag 2"];
    const users = { reader: {}, configReader: {} };
    const { deployment, until, check } = await watch({ replicas: 2, redisConf }, { users });
    const { address } = deployment.master;
    await until(() => check("min-replicas", address)).toMatchObject({ state: "ok", value: "2 of 2" });
    await deployment.replicas[0]?.kill();
    await until(() => check("min-replicas", address)).toMatchObject({ state: "critical", value: "1 of 2" });
    await expect(deployment.client(address).set("a", "b")).rejects.toThrow("NOREPLICAS");
  });

  it("whose replicas may never be promoted has none that could take over", async () => {
    const { deployment, until, check } = await watch({ replicas: 1, sentinels: 3 });
    await until(() => check("replicas")?.state).toBe("ok");
    await deployment.client(deployment.replicas[0]?.address ?? "").config("SET", "replica-priority", "0");
    await until(() => check("replicas")).toMatchObject({ state: "critical", value: "0 of 1" });
  });

  it("whose sentinels may not be asked for the replicas is refused, and misses none", async () => {
    const sentinelConf = [`user watcher on >${SECRET} allchannels +@all -sentinel|replicas -sentinel|slaves`];
    const sentinelUser = { username: "watcher", password: { env: "SENTINEL" } };
    const { deployment, until, sentinel, check } = await watch(
      { replicas: 1, sentinels: 1, sentinelConf },
      { sentinelUser },
    );
    const address = deployment.sentinels[0]?.address ?? "";
    await until(() => sentinel(address)?.silence?.code).toBe("REDIS_REPLIED_ERROR");
    expect(sentinel(address)?.silence?.message).toContain("SENTINEL REPLICAS");
    expect(check("known-replicas", address)).toBeUndefined();
  });

  it("whose one address is a replica's is told whose", async () => {
    const whole = await startTestDeployment({ replicas: 1 });
    cleanUp.push(() => whole.stop());
    const address = whole.replicas[0]?.address ?? "";
    const { until, check } = follow(whole, { address, expectedReplicas: undefined });
    await until(() => check("one-master")?.headline).toContain(`${address} is a replica of ${whole.master.address}`);
  });

  it.each([
    ["hides its role", "run_id:abc\r\nused_memory:1\r\nconnected_clients:1\r\n", "without role"],
    ["is a Sentinel", "redis_mode:sentinel\r\nrun_id:abc\r\n", "is a Sentinel"],
    ["answers nothing", "", "without role, run_id, used_memory, connected_clients"],
  ])("whose instance %s is not taken for well", async (_, info, says) => {
    const address = await startProxy(info);
    const idle = await startTestDeployment();
    cleanUp.push(() => idle.stop());
    const { until, instance, newest } = follow(idle, { address, expectedReplicas: undefined });
    await until(() => instance(address)?.silence?.message).toContain(says);
    expect(newest()?.health.state).toBe("critical");
  });
});
