import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Ssh } from "#lib/config/deployment-schema.ts";

export interface TestSshd {
  /** As a configuration would name it. */
  readonly ssh: Ssh & { host: string };
  readonly folder: string;
  stop(): Promise<void>;
}

interface Managed {
  kind: "server" | "sentinel";
  configFile: string;
  pidFile: string;
}

/** A real ssh server on loopback, whose one key may run nothing but the forced command for what is listed. */
export async function startTestSshd(managed: readonly Managed[]): Promise<TestSshd> {
  const folder = mkdtempSync(join(tmpdir(), "sshd-test-"));
  chmodSync(folder, 0o755);
  for (const name of ["host-key", "key"]) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, name)]);
  }
  const lines = managed.map(({ kind, configFile, pidFile }) => `${kind} ${configFile} ${pidFile}\n`);
  writeFileSync(join(folder, "managed"), lines.join(""), { mode: 0o644 });
  const command = `${resolve("scripts/console_forced_command.sh")} ${join(folder, "managed")}`;
  const authorized = `restrict,command="${command}" ${readFileSync(join(folder, "key.pub"), "utf8")}`;
  writeFileSync(join(folder, "authorized_keys"), authorized, { mode: 0o600 });
  // Privilege separation wants its empty directory when root starts it.
  if (process.getuid?.() === 0 && !existsSync("/run/sshd")) mkdirSync("/run/sshd", { mode: 0o755 });
  const { child, port } = await startOnFreePort(folder);
  writeFileSync(
    join(folder, "known_hosts"),
    `[127.0.0.1]:${port} ${readFileSync(join(folder, "host-key.pub"), "utf8")}`,
  );
  return {
    ssh: {
      host: "127.0.0.1",
      port,
      user: userInfo().username,
      keyFile: join(folder, "key"),
      knownHostsFile: join(folder, "known_hosts"),
    },
    folder,
    async stop() {
      if (child.exitCode === null) {
        const gone = once(child, "exit");
        child.kill("SIGTERM");
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startOnFreePort(folder: string): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const port = 16_600 + Math.floor(Math.random() * 1_400);
    const settings = [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${folder}/host-key`,
      `AuthorizedKeysFile ${folder}/authorized_keys`,
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "UsePAM no",
      "StrictModes no",
      "PidFile none",
    ];
    writeFileSync(join(folder, "sshd_config"), `${settings.join("\n")}\n`);
    const child = spawn("/usr/sbin/sshd", ["-D", "-e", "-f", join(folder, "sshd_config")], { stdio: "ignore" });
    for (let turn = 0; turn < 200 && child.exitCode === null; turn++) {
      if (await accepts(port)) return { child, port };
      await delay(25);
    }
    child.kill("SIGKILL");
  }
  throw new Error("No ssh server could be started.");
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("error", () => done(false));
    socket.once("data", (bytes) => {
      socket.destroy();
      done(bytes.toString("latin1").startsWith("SSH-2.0"));
    });
  });
}
