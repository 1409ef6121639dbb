import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isDomainError } from "#lib/errors.ts";
import { runScript, type ScriptRun } from "./run-script.ts";
import { SCRIPT_EXIT_STATUS, scriptMeaning } from "./script-meanings.ts";
import { freePort, processesIn } from "./test-processes.ts";

const PASSWORD = "a $(id) 'secret' --eval";

describe("runScript", () => {
  let folder: string;
  let port: number;

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "run-script-")));
    port = await freePort();
    writeFileSync(
      join(folder, "redis.conf"),
      `port ${port}\nbind 127.0.0.1\ndir ${folder}\nlogfile ${folder}/log\nrequirepass "${PASSWORD}"\n`,
    );
  });

  afterEach(async () => {
    for (const pid of processesIn(folder)) process.kill(pid, "SIGKILL");
    await expect.poll(() => processesIn(folder)).toEqual([]);
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
      timeoutMs: 15_000,
      ...more,
    });
  }

  it("starts, restarts and stops a server, and reports what the script found", async () => {
    expect(await act("status")).toMatchObject({ exitCode: 3, meaning: "stopped" });
    const started = await act("start");
    expect(started).toMatchObject({ exitCode: 0, meaning: "done", json: { state: "running", role: "master" } });
    expect(started.json?.pid).toBe(Number(readFileSync(join(folder, "redis.pid"), "utf8")));
    const restarted = await act("restart");
    expect(restarted.json?.previousRunId).toBe(started.json?.runId);
    expect(restarted.json?.runId).not.toBe(started.json?.runId);
    expect(await act("stop")).toMatchObject({ exitCode: 0, json: { state: "stopped" } });
  });

  it("hands out the lines as they come, and keeps them", async () => {
    const lines: string[] = [];
    const { output } = await act("start", { onOutput: (line) => lines.push(line) });
    expect(lines.length).toBeGreaterThan(0);
    expect(output).toBe(`${lines.join("\n")}\n`);
  });

  it("runs a Sentinel by its own script", async () => {
    const configFile = join(folder, "sentinel.conf");
    const sentinelPort = await freePort();
    writeFileSync(configFile, `port ${sentinelPort}\nbind 127.0.0.1\ndir ${folder}\nlogfile ${folder}/sentinel.log\n`);
    const sentinel = {
      script: "manage_sentinel.sh",
      configFile,
      pidFile: join(folder, "sentinel.pid"),
      port: sentinelPort,
      password: "",
    } as const;
    expect(await act("start", sentinel)).toMatchObject({ exitCode: 0, json: { role: "sentinel" } });
    expect(await act("stop", sentinel)).toMatchObject({ exitCode: 0 });
  });

  it("passes a refusal on with its meaning and shows no secret", async () => {
    writeFileSync(join(folder, "redis.conf"), `port ${port}\nrequirepass ${PASSWORD}\nmasterauth ${PASSWORD}\n`);
    const refused = await act("start");
    expect(refused).toMatchObject({ exitCode: 78, meaning: "config_refused" });
    expect(JSON.stringify(refused)).not.toContain("secret'");
  });

  it("gives the server nothing of the console's environment", async () => {
    process.env.RUN_SCRIPT_TEST_SECRET = "must-not-travel";
    const { json } = await act("start");
    delete process.env.RUN_SCRIPT_TEST_SECRET;
    const environment = readFileSync(`/proc/${json?.pid}/environ`, "utf8");
    expect(environment).not.toContain("must-not-travel");
    expect(environment).not.toContain("REDISCLI_AUTH");
  });

  it("starts the server once, however often it is asked at a time", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => act("start")));
    expect(new Set(outcomes.map(({ meaning }) => meaning))).toContain("done");
    expect(outcomes.filter(({ meaning }) => meaning !== "done" && meaning !== "locked")).toEqual([]);
    expect(processesIn(folder)).toHaveLength(1);
  });

  it("leaves a server alone whose stop is aborted", async () => {
    const { json } = await act("start");
    process.kill(json?.pid ?? 0, "SIGSTOP");
    const controller = new AbortController();
    const stopping = act("stop", { signal: controller.signal });
    controller.abort();
    expect((await stopping).meaning).toBe("timed_out");
    process.kill(json?.pid ?? 0, "SIGCONT");
    expect((await act("status")).meaning).toBe("done");
  });

  it.each([
    ["a password with a line break", { password: "a\nb" }],
    ["a password with NUL", { password: "a\0b" }],
    ["a path with NUL", { configFile: "/tmp/a\0b" }],
    ["a port out of range", { port: 70_000 }],
    ["a port that is not whole", { port: 6379.5 }],
  ])("refuses %s before anything runs", async (_, more) => {
    await expect(act("start", more)).rejects.toSatisfy(
      (error) => isDomainError(error) && error.code === "INVALID_INPUT",
    );
  });

  it.each(["-rf", "--help", "../redis.conf", "redis.conf"])(
    "lets the script refuse the path %s",
    async (configFile) => {
      expect((await act("start", { configFile })).meaning).toBe("unsafe_path");
    },
  );
});

describe("scriptMeaning", () => {
  it("knows the exit statuses that the scripts have", () => {
    const text = readFileSync("scripts/common_env.sh", "utf8");
    const inScripts = [...text.matchAll(/^ {2}\[([a-z_]+)\]=(\d+)$/gm)].map(([, name, status]) => [
      name,
      Number(status),
    ]);
    expect(Object.fromEntries(inScripts)).toEqual(SCRIPT_EXIT_STATUS);
  });

  it("calls every other end unknown in its outcome", () => {
    expect(scriptMeaning(null)).toBe("timed_out");
    expect(scriptMeaning(99)).toBe("timed_out");
  });
});
