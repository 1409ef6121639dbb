import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestDeployment, type TestDeployment } from "#lib/redis/test-deployment.ts";
import { buildTestCommand, type TestCommand } from "./test-command.ts";

const PASSWORD = "only-for-the-reader";
let command: TestCommand;
let deployment: TestDeployment;
let tlsPort: number;
const path = (name: string) => join(command.folder, name);

beforeAll(async () => {
  command = await buildTestCommand();
  makeCertificates();
  tlsPort = await freePort();
  const tls = [
    `tls-port ${tlsPort}`,
    `tls-cert-file ${path("server.crt")}`,
    `tls-key-file ${path("server.key")}`,
    `tls-ca-cert-file ${path("ours.crt")}`,
  ];
  deployment = await startTestDeployment({
    redisConf: ["save 3600 1", `user reader on >${PASSWORD} +info +ping +role`, ...tls],
  });
});
afterAll(async () => {
  await deployment.stop();
  command.remove();
});

describe("TLS", () => {
  const client = () => ["--cert", path("client.crt"), "--key", path("client.key")];
  const at = () => ["--host", "127.0.0.1", "--port", String(tlsPort), "--interval", "0", "--tls"];

  it("is spoken with a server that the given authority has signed", async () => {
    const { status, out } = await command.nagios([...at(), "--cacert", path("ours.crt"), ...client()]);
    expect([status, out]).toEqual([0, expect.stringMatching(/^REDIS OK - /)]);
  });

  it("is refused where the certificate is for another name, or nobody vouches for it", async () => {
    const other = await command.nagios([...at(), "--cacert", path("ours.crt"), ...client(), "--sni", "else.test"]);
    expect([other.status, other.out]).toEqual([2, expect.stringContaining("another name")]);
    const unknown = await command.nagios([...at(), ...client()]);
    expect([unknown.status, unknown.out]).toEqual([2, expect.stringContaining("nobody the console trusts")]);
  });
});

describe("a deployment of the console's configuration", () => {
  function configure(more = ""): string {
    writeFileSync(path("reader-password"), `${PASSWORD}\n`);
    writeFileSync(
      path("console.config.yaml"),
      `console: { usersFile: users.yaml, secret: { env: NOT_ON_THIS_HOST } }
deployments:
  staging:
    kind: standalone
    label: Staging
    environment: { name: staging, colour: blue, production: false }
    address: ${deployment.master.address}
    users:
      reader: { username: reader, password: { file: reader-password } }
      writer: { username: writer, password: { env: NOT_ON_THIS_HOST } }
    thresholds: { memoryRatio: { warning: 0.5, critical: 0.9 } }
${more}`,
    );
    return path("console.config.yaml");
  }

  it("is judged whole, with its own secrets and thresholds and nobody else's", async () => {
    const file = configure();
    const result = await command.json(["--deployment", "staging", "--config", file]);
    expect(Object.keys(result)).toEqual([
      ...["schema_version", "checked_at", "target", "overall"],
      ...["liveness", "replication", "info_summary", "checks"],
    ]);
    expect(result.target).toMatchObject({
      check_type: null,
      deployment: "staging",
      address: deployment.master.address,
    });
    // The test server lets anybody in, and a deployment's page says so.
    expect(result.overall).toMatchObject({ status: "CRITICAL", sentence: expect.stringContaining("lets anybody in") });
    expect(JSON.stringify(result)).not.toContain(PASSWORD);
    const memory = result.checks.find(({ id }: { id: string }) => id === "host-memory");
    expect(memory.figures).toMatchObject([{ warning: 0.5, critical: 0.9 }]);
  });

  it("takes the limits of the flags in place of its own", async () => {
    const flags = ["--deployment", "staging", "--config", configure(), "--critical", "memory_ratio=0.7"];
    const { out } = await command.nagios(flags);
    expect(out).toContain(`'host_memory_ratio@${deployment.master.address}'=`);
    expect(out).toMatch(/'host_memory_ratio@[^']+'=[\d.]+;0\.5;0\.7;0;1/);
  });

  it("must be one that there is", async () => {
    const { status, out } = await command.nagios(["--deployment", "stagin", "--config", configure()]);
    expect([status, out]).toEqual([3, expect.stringContaining("--deployment: is no deployment")]);
    expect(out).toContain("did you mean staging?");
  });

  it("needs its own secret", async () => {
    const file = configure();
    writeFileSync(path("reader-password"), "");
    const { status, out } = await command.nagios(["--deployment", "staging", "--config", file]);
    expect([status, out]).toEqual([3, expect.stringContaining("deployments.staging.users.reader.password")]);
  });
});

function openssl(args: string): void {
  execFileSync("openssl", args.split(" "), { cwd: command.folder, stdio: "pipe" });
}

function makeCertificates(): void {
  const key = "ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
  openssl(`req -x509 -newkey ${key} -days 30 -subj /CN=ours -keyout ours.key -out ours.crt`);
  writeFileSync(path("server.ext"), "subjectAltName=IP:127.0.0.1\n");
  writeFileSync(path("client.ext"), "subjectAltName=DNS:client\n");
  for (const name of ["server", "client"]) {
    openssl(`req -newkey ${key} -subj /CN=${name} -keyout ${name}.key -out ${name}.csr`);
    openssl(
      `x509 -req -in ${name}.csr -CA ours.crt -CAkey ours.key -CAcreateserial -days 30 -extfile ${name}.ext -out ${name}.crt`,
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const port = 20_000 + Math.floor(Math.random() * 3_000);
    const probe = createServer();
    probe.once("error", () => resolve(freePort()));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(port)));
  });
}
