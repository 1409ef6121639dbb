import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { probeOpenness } from "./probe-openness.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

it("finds an instance open that takes commands from anybody", async () => {
  expect(await probeOpenness(deployment.master.address)).toBe(true);
});

it("finds an instance closed that asks for a password", async () => {
  await deployment.client(deployment.master.address).config("SET", "requirepass", "a password");
  expect(await probeOpenness(deployment.master.address)).toBe(false);
});

it("knows nothing of an instance that hangs or is gone", async () => {
  deployment.master.pause();
  expect(await probeOpenness(deployment.master.address)).toBeNull();
  deployment.master.resume();
  await deployment.master.kill();
  expect(await probeOpenness(deployment.master.address)).toBeNull();
});

it("tries an instance over TLS too, and as somebody without a certificate", async () => {
  const folder = mkdtempSync(join(tmpdir(), "redis-test-open-"));
  const [cert, key] = [join(folder, "server.crt"), join(folder, "server.key")];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=redis"];
  const names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert];
  execFileSync("openssl", [...made, ...names], { stdio: "ignore" });
  const tlsLines = ["tls-replication no", `tls-cert-file ${cert}`, `tls-key-file ${key}`, `tls-ca-cert-file ${cert}`];
  const secure = await startTestDeployment({ redisConf: [...tlsLines, "tls-auth-clients no"] });
  try {
    const client = secure.client(secure.master.address);
    const port = await securePort((wanted) => client.call("CONFIG", "SET", "tls-port", String(wanted)));
    const address = `127.0.0.1:${port}`;
    const trust = { ca: cert, cert, key };
    expect(await probeOpenness(address, trust)).toBe(true);
    await client.config("SET", "requirepass", "a password");
    expect(await probeOpenness(address, trust)).toBe(false);
    await client.config("SET", "tls-auth-clients", "yes");
    expect(await probeOpenness(address, trust)).toBeNull();
  } finally {
    await secure.stop();
    rmSync(folder, { recursive: true });
  }
});

/** Below the ports of outgoing connections; somebody else may have the first one tried. */
async function securePort(listen: (port: number) => Promise<unknown>): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const port = 17_000 + Math.floor(Math.random() * 3_000);
    try {
      await listen(port);
      return port;
    } catch (thrown) {
      if (attempt === 20) throw thrown;
    }
  }
}
