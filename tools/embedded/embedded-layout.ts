import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { z } from "zod";
import { writePrivateFile } from "./write-private-file.ts";

export const MASTER_NAME = "mymaster";
export const REDIS_COUNT = 3;
export const SENTINEL_COUNT = 3;

/** Below 32768: higher ports may be taken by the kernel for outgoing connections at any time. */
const FIRST_BASE = 17_000;
const LAST_BASE = 30_000;
const BASE_STEP = 100;

const Layout = z.object({
  redisPorts: z.array(z.int()).length(REDIS_COUNT),
  sentinelPorts: z.array(z.int()).length(SENTINEL_COUNT),
});
export type Layout = z.infer<typeof Layout>;

/** The ports of the embedded deployment: chosen once, then kept, because Sentinels remember addresses. */
export async function embeddedLayout(folder: string): Promise<Layout> {
  const file = join(folder, "ports.json");
  if (existsSync(file)) return Layout.parse(JSON.parse(readFileSync(file, "utf8")));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const layout = await freeLayout(folder);
  writePrivateFile(file, JSON.stringify(layout));
  return layout;
}

/** Begins its search where the folder's name leads: two that start at once do not meet. */
async function freeLayout(folder: string): Promise<Layout> {
  const bases = Math.floor((LAST_BASE - FIRST_BASE) / BASE_STEP) + 1;
  const first = createHash("sha256").update(folder).digest().readUInt32BE(0) % bases;
  for (let nth = 0; nth < bases; nth++) {
    const base = FIRST_BASE + ((first + nth) % bases) * BASE_STEP;
    const redisPorts = Array.from({ length: REDIS_COUNT }, (_, index) => base + 1 + index);
    const sentinelPorts = Array.from({ length: SENTINEL_COUNT }, (_, index) => base + 11 + index);
    const free = await Promise.all([...redisPorts, ...sentinelPorts].map(isFreePort));
    if (free.every(Boolean)) return { redisPorts, sentinelPorts };
  }
  throw new Error(`There are no six free ports between ${FIRST_BASE} and ${LAST_BASE + BASE_STEP} on 127.0.0.1.`);
}

export function isFreePort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
