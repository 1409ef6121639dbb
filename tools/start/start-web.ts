import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

const READY_WITHIN_MS = 60_000;
const PROBE_EVERY_MS = 100;
const DRAIN_MS = 35_000;

interface WebOptions {
  root: string;
  port: number;
  isDev: boolean;
  environment: Record<string, string>;
}

export interface Web {
  stop: () => Promise<void>;
  /** Settles with the exit status when the server ends by itself. */
  ended: Promise<number>;
}

/** Starts the web server on loopback (or BIND_HOST) and waits until it answers. */
export async function startWeb({ root, port, isDev, environment }: WebOptions): Promise<Web> {
  const host = process.env.BIND_HOST ?? "127.0.0.1";
  const server = spawn("next", [isDev ? "dev" : "start", "-H", host, "-p", String(port)], {
    cwd: root,
    // A group of its own: Ctrl-C reaches this command alone, which stops things in their order.
    detached: true,
    stdio: ["ignore", isDev ? "inherit" : "ignore", "inherit"],
    env: {
      ...process.env,
      ...environment,
      NODE_ENV: isDev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      BIND_HOST: host,
      // Passwords are hashed in the same pool that reads files and resolves names.
      UV_THREADPOOL_SIZE: "8",
    },
  });
  const ended = once(server, "exit").then(([status]) => (typeof status === "number" ? status : 1));
  const stop = () => stopServer(server);
  try {
    await waitUntilReady(`http://${host}:${port}/api/health`, server);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { stop, ended };
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) process.exit(server.exitCode);
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await delay(PROBE_EVERY_MS);
  }
  throw new Error(`The web server did not answer at ${url} within ${READY_WITHIN_MS / 1000} s.`);
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.pid === undefined) return;
  const gone = once(server, "exit");
  process.kill(-server.pid, "SIGTERM");
  const timer = setTimeout(() => server.pid !== undefined && process.kill(-server.pid, "SIGKILL"), DRAIN_MS);
  await gone;
  clearTimeout(timer);
}
