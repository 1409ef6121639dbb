import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Role = "viewer" | "support" | "engineer" | "sre" | "admin";

interface DemoUser {
  name: string;
  role: Role;
  password: string;
}

/** A console and a deployment of this run's own, started as a person starts them. */
export interface ConsoleUnderTest {
  readonly url: string;
  readonly folder: string;
  readonly users: readonly DemoUser[];
  readonly ports: { redisPorts: number[]; sentinelPorts: number[] };
  secret(name: string): string;
  stop(): Promise<void>;
}

const READY = /The console is ready:\s+(http:\S+)/;
const READY_WITHIN_MS = 120_000;
const FIRST_PORT = 31_000;
/** More than a start looks through. */
const PORTS_EACH = 100;

/** Those that start beside each other have a number each. */
export async function startConsoleUnderTest(nth = 0): Promise<ConsoleUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), "console-e2e-"));
  const child = spawn("node", ["tools/start/main.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      EMBEDDED_FOLDER: folder,
      PORT: String(FIRST_PORT + nth * PORTS_EACH),
      CONSOLE_CONFIG: undefined,
    },
  });
  try {
    const url = await whenReady(child);
    const read = (name: string) => readFileSync(join(folder, name), "utf8");
    return {
      url,
      folder,
      users: JSON.parse(read("demo-users.json")),
      ports: JSON.parse(read("ports.json")),
      secret: (name) => read(join("secrets", name)),
      stop: () => stop(child, folder),
    };
  } catch (thrown) {
    await stop(child, folder);
    throw thrown;
  }
}

function whenReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(() => reject(new Error(`The console was not ready in time:\n${output}`)), READY_WITHIN_MS);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const url = READY.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", (status) => reject(new Error(`The console ended with status ${status}:\n${output}`)));
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
}
