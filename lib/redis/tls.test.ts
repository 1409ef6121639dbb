import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

const PASSWORD = "only-inside-tls";
const folder = mkdtempSync(join(tmpdir(), "redis-test-tls-"));
const path = (name: string) => join(folder, name);
let deployment: TestDeployment;
let tlsPort: number;

beforeAll(async () => {
  makeAuthority("ours");
  makeAuthority("other");
  makeCertificate("server", "ours", "IP:127.0.0.1,DNS:redis.test", 30);
  makeCertificate("client", "ours", "DNS:console", 30);
  tlsPort = await freePort();
  deployment = await startTestDeployment({
    redisConf: [
      `tls-port ${tlsPort}`,
      `tls-cert-file ${path("server.crt")}`,
      `tls-key-file ${path("server.key")}`,
      `tls-ca-cert-file ${path("ours.crt")}`,
      `user console on >${PASSWORD} ~* +@all`,
    ],
  });
});
afterAll(async () => {
  await deployment.stop();
  rmSync(folder, { recursive: true });
});

async function readMaster(tls: Record<string, unknown>, address = `127.0.0.1:${tlsPort}`): Promise<string> {
  const users = { reader: { username: "console", password: { env: "X" } } };
  const config = deployment.config({ address, users, tls });
  const registry = createDeploymentRegistry({ test: config }, { readSecret: () => PASSWORD });
  try {
    const master = await registry.get("test").master(0, "read");
    return await master.run("PING", (redis) => redis.ping());
  } finally {
    await registry.close();
  }
}

const client = () => ({ cert: path("client.crt"), key: path("client.key") });

it("speaks with a server whose certificate the configured authority has signed", async () => {
  expect(await readMaster({ ca: path("ours.crt"), ...client() })).toBe("PONG");
  expect(await readMaster({ ca: path("ours.crt"), ...client(), serverName: "redis.test" })).toBe("PONG");
});

it.each([
  ["nobody it trusts has signed", () => ({ ca: path("other.crt"), ...client() }), "nobody the console trusts"],
  ["is for another name", () => ({ ca: path("ours.crt"), ...client(), serverName: "else.test" }), "another name"],
  ["no authority is configured for", () => client(), "nobody the console trusts"],
])("refuses a certificate that %s", async (_, tls, says) => {
  await expect(readMaster(tls())).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    where: `127.0.0.1:${tlsPort}`,
    message: expect.stringContaining(says),
  });
});

it("says that the server asks for a certificate of the console's own", async () => {
  await expect(readMaster({ ca: path("ours.crt") })).rejects.toMatchObject({ code: "REDIS_UNREACHABLE" });
});

it("sends no password where the server speaks no TLS", async () => {
  let heard = "";
  const sockets = new Set<Socket>();
  const plain = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes) => {
      heard += bytes.toString("latin1");
      socket.end("-ERR not TLS\r\n");
    });
  });
  const port = await freePort();
  await new Promise<void>((listening) => plain.listen(port, "127.0.0.1", listening));
  await expect(readMaster({ ca: path("ours.crt") }, `127.0.0.1:${port}`)).rejects.toMatchObject({
    code: "REDIS_UNREACHABLE",
    message: expect.stringContaining("TLS"),
  });
  expect(heard).not.toBe("");
  expect(heard).not.toContain(PASSWORD);
  for (const socket of sockets) socket.destroy();
  plain.close();
});

function openssl(args: string): void {
  execFileSync("openssl", args.split(" "), { cwd: folder, stdio: "pipe" });
}

function makeAuthority(name: string): void {
  openssl(
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=${name} -keyout ${name}.key -out ${name}.crt`,
  );
}

function makeCertificate(name: string, authority: string, altNames: string, days: number): void {
  writeFileSync(path(`${name}.ext`), `subjectAltName=${altNames}\n`);
  openssl(
    `req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`,
  );
  openssl(
    `x509 -req -in ${name}.csr -CA ${authority}.crt -CAkey ${authority}.key -CAcreateserial -days ${days} -extfile ${name}.ext -out ${name}.crt`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const port = 17_000 + Math.floor(Math.random() * 3_000);
    const probe = createServer();
    probe.once("error", () => resolve(freePort()));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
