import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

const PASSWORD = "the-consoles-password";
let deployment: TestDeployment;
let trap: Server;
let heard = "";

beforeAll(async () => {
  deployment = await startTestDeployment({ sentinels: 1 });
  trap = createServer((socket) => {
    socket.on("data", (bytes) => {
      heard += bytes.toString("latin1");
    });
    socket.on("error", () => socket.destroy());
  });
  trap.listen(0, "127.0.0.1");
  await once(trap, "listening");
});
afterAll(async () => {
  await deployment.stop();
  trap.close();
});

function connect(masterName: string, allowedAddresses?: string[]) {
  const config = deployment.config({
    masterName,
    users: { reader: { username: "console", password: { env: "X" } } },
    ...(allowedAddresses === undefined ? {} : { allowedAddresses }),
  });
  const registry = createDeploymentRegistry({ test: config }, { readSecret: () => PASSWORD });
  return { registry, connections: registry.get("test") };
}

async function monitor(name: string, host: string, port: number): Promise<void> {
  const sentinel = deployment.client(deployment.sentinels[0]?.address ?? "");
  await sentinel.call("SENTINEL", "MONITOR", name, host, String(port), "1");
}

it("does not dial a link-local address that a Sentinel names, whatever is configured or not", async () => {
  await monitor("metadata", "169.254.169.254", 80);
  const { registry, connections } = connect("metadata");
  await expect(connections.master(0, "read")).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    where: "169.254.169.254:80",
    advice: expect.stringContaining("allowedAddresses"),
  });
  await registry.close();
});

it("sends no word and no password to a master that is not allowed", async () => {
  const { port } = trap.address() as AddressInfo; // A server that listens on a port has such an address.
  await monitor("trap", "127.0.0.1", port);
  const { registry, connections } = connect("trap", [`127.0.0.1:${deployment.master.port}`]);
  await expect(connections.master(0, "read")).rejects.toMatchObject({ where: `127.0.0.1:${port}` });
  expect(await connections.replica(0)).toBeUndefined();
  await expect(connections.instance(`127.0.0.1:${port}`)).rejects.toMatchObject({ name: "DomainError" });
  // The Sentinel itself talks to the trap, so it is not silence that proves anything.
  await expect.poll(() => heard).toContain("PING");
  expect(heard).not.toContain(PASSWORD);
  expect(heard).not.toContain("redis-console");
  await registry.close();
});

it("says what is wrong when the Sentinels do not know the master's name", async () => {
  const { registry, connections } = connect("nobody");
  await expect(connections.master(0, "read")).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    advice: expect.stringContaining("masterName"),
  });
  await registry.close();
});
