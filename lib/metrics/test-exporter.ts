import { spawn } from "node:child_process";
import { vi } from "vitest";

const FIRST_PORT = 16_600;
const PORTS = 400;

/** Debian's redis_exporter on loopback, which looks at whichever server it is asked about. */
export async function startTestExporter() {
  for (let attempt = 0; attempt < 10; attempt++) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    const child = spawn("prometheus-redis-exporter", [`-web.listen-address=127.0.0.1:${port}`], { stdio: "ignore" });
    const answers = () => fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined);
    await vi.waitUntil(async () => child.exitCode !== null || (await answers())?.ok === true, { timeout: 10_000 });
    // Somebody else may have been quicker to bind the port.
    if (child.exitCode === null) return { stop: () => child.kill(), ask: (address: string) => ask(port, address) };
  }
  throw new Error("No exporter could be started.");
}

/** Values by metric, for databases by metric and database; types by metric. */
async function ask(port: number, address: string) {
  const answer = await fetch(`http://127.0.0.1:${port}/scrape?target=redis://${address}`);
  const text = await answer.text();
  const values = new Map<string, number>();
  for (const [, name, labels = "", value] of text.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)$/gm)) {
    const db = /^db="(db\d+)"$/.exec(labels)?.[1];
    values.set(db === undefined ? String(name) : `${name} ${db}`, Number(value));
  }
  const types = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => [String(name), type]));
  return { values, types };
}
