import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runBoundedProcess } from "./run-bounded-process.ts";
import { runScript, type ScriptRun } from "./run-script.ts";
import { sshCommand } from "./ssh-command.ts";
import { commandLines, freePort, processesIn } from "./test-processes.ts";
import { startTestSshd, type TestSshd } from "./test-sshd.ts";

const PASSWORD = "canary $(id) 'x' --eval";

let sshd: TestSshd;
let folder: string;
let port: number;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "ssh-run-")));
  port = await freePort();
  writeFileSync(
    join(folder, "redis.conf"),
    `port ${port}\nbind 127.0.0.1\ndir ${folder}\nlogfile ${folder}/log\nrequirepass "${PASSWORD}"\n`,
  );
  writeFileSync(join(folder, "other.conf"), "port 1\n");
  sshd = await startTestSshd([
    { kind: "server", configFile: join(folder, "redis.conf"), pidFile: join(folder, "redis.pid") },
  ]);
});

afterAll(async () => {
  for (const pid of processesIn(folder)) process.kill(pid, "SIGKILL");
  await sshd.stop();
  rmSync(folder, { recursive: true, force: true });
});

function act(action: ScriptRun["action"], more: Partial<ScriptRun> = {}) {
  return runScript({
    script: "manage_redis_server.sh",
    action,
    configFile: join(folder, "redis.conf"),
    pidFile: join(folder, "redis.pid"),
    port,
    password: PASSWORD,
    timeoutMs: 30_000,
    ssh: sshd.ssh,
    ...more,
  });
}

/** What a thief of the key would try. */
async function ask(words: readonly string[]): Promise<{ exitCode: number | null; text: string }> {
  let text = "";
  const { file, args } = sshCommand(sshd.ssh, ["placeholder"]);
  const exitCode = await runBoundedProcess({
    file,
    args: [...args.slice(0, -1), ...words],
    env: { PATH: "/usr/bin:/bin" },
    stdin: "\n",
    timeoutMs: 20_000,
    onStdout: (piece) => {
      text += piece;
    },
    onStderr: (piece) => {
      text += piece;
    },
  });
  return { exitCode, text };
}

describe("a lifecycle script on another host", () => {
  it("starts, restarts and stops a server through the system's ssh, with the lines as they come", async () => {
    expect(await act("status")).toMatchObject({ exitCode: 3, meaning: "stopped" });
    const lines: string[] = [];
    const started = await act("start", { onOutput: (line) => lines.push(line) });
    expect(started).toMatchObject({ meaning: "done", json: { state: "running", role: "master" } });
    expect(lines.join("\n")).toContain("is ready");
    const restarted = await act("restart");
    expect(restarted.json?.previousRunId).toBe(started.json?.runId);
    expect(await act("stop")).toMatchObject({ exitCode: 0, json: { state: "stopped" } });
  });

  it("shows the password on no command line of either side, and gives the server none of it", async () => {
    const seen = new Set<string>();
    const watch = setInterval(() => {
      for (const line of commandLines()) seen.add(line);
    }, 5);
    const { json } = await act("start");
    clearInterval(watch);
    expect([...seen].filter((line) => line.includes("canary"))).toEqual([]);
    expect([...seen].some((line) => line.includes("manage_redis_server.sh"))).toBe(true);
    expect(readFileSync(`/proc/${json?.pid}/environ`, "utf8")).not.toContain("canary");
    expect((await act("stop")).meaning).toBe("done");
  });

  it.concurrent.each([
    ["a shell", ["id"]],
    ["a path to a script", ["/bin/../bin/sh", "-c", "id"]],
    ["a second command", ["manage_redis_server.sh", "status;id", "/a", "/b"]],
    ["a substitution", ["manage_redis_server.sh", "status", "$(id)", "/b"]],
    ["an action that there is not", ["manage_redis_server.sh", "STOP", "LISTED", "PID"]],
    ["an unlisted process", ["manage_redis_server.sh", "status", "OTHER", "PID"]],
    ["a listed process as another kind", ["manage_sentinel.sh", "status", "LISTED", "PID"]],
    ["leave to lose data", ["manage_redis_server.sh", "--allow-unproven-persistence", "stop", "LISTED", "PID"]],
    ["a password on the command line", ["manage_redis_server.sh", "status", "LISTED", "PID", "6379", "secret"]],
    ["a port that is none", ["manage_redis_server.sh", "status", "LISTED", "PID", "-1"]],
  ])("refuses %s to whoever has the key", async (_, words) => {
    const real: Record<string, string> = {
      LISTED: join(folder, "redis.conf"),
      PID: join(folder, "redis.pid"),
      OTHER: join(folder, "other.conf"),
    };
    const { exitCode, text } = await ask(words.map((word) => real[word] ?? word));
    expect(exitCode).toBe(64);
    expect(text).not.toContain("uid=");
  });

  it("trusts no host that is not known, and says so", async () => {
    const stranger = join(folder, "known_hosts");
    writeFileSync(stranger, "");
    const attempt = act("status", { ssh: { ...sshd.ssh, knownHostsFile: stranger } });
    await expect(attempt).rejects.toMatchObject({ code: "SCRIPT_FAILED", where: "127.0.0.1" });
    await expect(attempt).rejects.toThrow(/verification failed/);
  });

  it("says that the key is refused, or that nobody listens", async () => {
    await expect(act("status", { ssh: { ...sshd.ssh, keyFile: join(sshd.folder, "host-key") } })).rejects.toThrow(
      /Permission denied/,
    );
    await expect(act("status", { ssh: { ...sshd.ssh, port: 1 } })).rejects.toThrow(/refused/);
  });

  it.each(["/tmp/a b", "/tmp/$(id)", "/tmp/a;id", "/tmp/a\nb", "/tmp/a'b"])(
    "sends no path %j, which the other side would read differently",
    async (configFile) => {
      await expect(act("status", { configFile })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    },
  );
});
