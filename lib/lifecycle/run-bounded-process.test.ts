import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isDomainError } from "#lib/errors.ts";
import { runBoundedProcess } from "./run-bounded-process.ts";

describe("runBoundedProcess", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "bounded-"));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(script: string, { timeoutMs = 10_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}) {
    const file = join(folder, "script.sh");
    writeFileSync(file, script);
    const said = { stdout: "", stderr: "" };
    const ended = runBoundedProcess({
      file: "/bin/bash",
      args: [file],
      env: { PATH: "/usr/bin:/bin" },
      timeoutMs,
      signal,
      onStdout: (text) => {
        said.stdout += text.slice(0, 1000);
      },
      onStderr: (text) => {
        said.stderr += text;
      },
    });
    return { ended, said };
  }

  function isRunning(pid: number): boolean {
    try {
      return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
    } catch {
      return false;
    }
  }

  it("gives the exit status and both outputs", async () => {
    const { ended, said } = run("echo out; echo err >&2; exit 7");
    expect(await ended).toBe(7);
    expect(said).toEqual({ stdout: "out\n", stderr: "err\n" });
  });

  it("hands on nothing of the environment but what it is given", async () => {
    process.env.BOUNDED_TEST_SECRET = "must-not-travel";
    const { ended, said } = run("/usr/bin/env");
    await ended;
    delete process.env.BOUNDED_TEST_SECRET;
    const names = said.stdout.trim().split("\n");
    expect(
      names.map((line) => line.split("=")[0]).filter((name) => !/^(_|PWD|SHLVL|OLDPWD)$/.test(name ?? "")),
    ).toEqual(["PATH"]);
  });

  it("ends the whole group of a script that hangs, its children too", async () => {
    const { ended, said } = run("sleep 300 & echo $!; wait", { timeoutMs: 300 });
    expect(await ended).toBeNull();
    await expect.poll(() => isRunning(Number(said.stdout))).toBe(false);
  });

  it("kills a script that ignores SIGTERM", async () => {
    const { ended } = run("trap '' TERM; while :; do sleep 0.1; done", { timeoutMs: 200 });
    expect(await ended).toBeNull();
  });

  it("ends at once when it is aborted", async () => {
    const controller = new AbortController();
    const { ended, said } = run("trap 'exit 75' TERM; echo ready; sleep 300 & wait", { signal: controller.signal });
    await expect.poll(() => said.stdout).toBe("ready\n");
    controller.abort();
    expect(await ended).toBe(75);
  });

  it("reads a flood to its end", async () => {
    const { ended } = run("head -c 100000000 /dev/zero; exit 3");
    expect(await ended).toBe(3);
  });

  it("does not wait for a daemon that holds the output", async () => {
    const { ended, said } = run("setsid sleep 300 & echo $!; exit 0");
    expect(await ended).toBe(0);
    process.kill(Number(said.stdout));
  });

  it("throws SCRIPT_FAILED when the program is not there", async () => {
    const missing = runBoundedProcess({
      file: join(folder, "missing"),
      args: [],
      env: {},
      timeoutMs: 1000,
      onStdout: () => {},
      onStderr: () => {},
    });
    await expect(missing).rejects.toSatisfy((error) => isDomainError(error) && error.code === "SCRIPT_FAILED");
  });
});
