import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processesIn } from "#lib/lifecycle/test-processes.ts";

const PASSWORD = "a canary's password";
const KEYS = 500;
const PAGE = readFileSync("docs/backup-and-restore.md", "utf8");

/** The page's own blocks, so that what people read is what was tried. */
function block(name: string): string {
  const found = new RegExp(`<!-- tried: ${name} -->\\n\`\`\`bash\\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1];
  if (found === undefined) throw new Error(`docs/backup-and-restore.md has no block ${name}.`);
  return found;
}

let folder: string;
let environment: Record<string, string>;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "restore-test-")));
  const path = (name: string) => join(folder, name);
  mkdirSync(path("data"));
  mkdirSync(path("backup"));
  environment = {
    PATH: process.env.PATH ?? "",
    LANG: "C.UTF-8",
    REDISCLI_AUTH: PASSWORD,
    PORT: String(18_100 + Math.floor(Math.random() * 900)),
    CONFIG: path("redis.conf"),
    PID_FILE: path("redis.pid"),
    DATA: path("data"),
    BACKUP: path("backup"),
    SCRIPTS: resolve("scripts"),
  };
});

afterEach(async () => {
  for (const pid of processes()) process.kill(pid, "SIGKILL");
  await expect.poll(processes).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

const run = (text: string) =>
  promisify(execFile)("bash", ["-euo", "pipefail", "-c", text], { env: environment as NodeJS.ProcessEnv });
const tried = (name: string) => run(block(name));
const manage = (action: string) => run(`"$SCRIPTS/manage_redis_server.sh" ${action} "$CONFIG" "$PID_FILE"`);

async function begin(appendonly: "yes" | "no"): Promise<void> {
  const { PORT = "", CONFIG = "", DATA = "" } = environment;
  const lines = [
    `port ${PORT}`,
    "bind 127.0.0.1",
    `dir ${DATA}`,
    `logfile ${folder}/log`,
    `requirepass "${PASSWORD}"`,
    'save ""',
    `appendonly ${appendonly}`,
  ];
  writeFileSync(CONFIG, `${lines.join("\n")}\n`);
  await manage("start");
  await withClient(async (client) => {
    for (let nth = 0; nth < KEYS; nth++) await client.set(`key:${nth}`, `value ${nth}`);
    await client.select(3);
    await client.hset("a hash", { one: "1", two: "2" });
  });
}

/** Killed, not stopped: what was not in the backup is gone, and so are its files. */
function destroy(): void {
  for (const pid of processes()) process.kill(pid, "SIGKILL");
  rmSync(environment.DATA ?? "", { recursive: true });
}

async function counted() {
  return withClient(async (client) => {
    const values = await client.mget(Array.from({ length: KEYS }, (_, nth) => `key:${nth}`));
    await client.select(3);
    return {
      intact: values.filter((value, nth) => value === `value ${nth}`).length,
      hash: await client.hgetall("a hash"),
    };
  });
}

const WHOLE = { intact: KEYS, hash: { one: "1", two: "2" } };

async function withClient<T>(use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ host: "127.0.0.1", port: Number(environment.PORT), password: PASSWORD });
  client.on("error", () => undefined);
  try {
    return await use(client);
  } finally {
    client.disconnect();
  }
}

const processes = () => processesIn(folder);

describe("the runbook's own commands", () => {
  it("bring a destroyed instance back from its dump, with every key", async () => {
    await begin("no");
    await tried("take-dump");
    await withClient((client) => client.set("written after the backup", "lost"));
    destroy();
    const { stdout } = await tried("restore-dump");
    expect(await counted()).toEqual(WHOLE);
    const promised = readFileSync(join(environment.BACKUP ?? "", "keyspace.txt"), "utf8").trim();
    expect(stdout).toContain(promised.split("\n").at(-1)?.trim());
    expect(await withClient((client) => client.exists("written after the backup"))).toBe(0);
  });

  it("bring it back where the append-only file is on, and keep it over the next restart", async () => {
    await begin("yes");
    await tried("take-dump");
    destroy();
    await tried("restore-dump-with-aof");
    expect(await counted()).toEqual(WHOLE);
    await manage("restart");
    expect(await counted()).toEqual(WHOLE);
    expect(await withClient((client) => client.config("GET", "appendonly"))).toEqual(["appendonly", "yes"]);
  });

  it("bring it back from its append-only folder", async () => {
    await begin("yes");
    await tried("take-aof");
    destroy();
    await tried("restore-aof");
    expect(await counted()).toEqual(WHOLE);
  });

  it("stop at a dump that is damaged, and touch nothing", async () => {
    await begin("no");
    await tried("take-dump");
    const file = join(environment.BACKUP ?? "", "dump.rdb");
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 64);
    writeFileSync(file, bytes);
    await expect(tried("restore-dump")).rejects.toThrow();
    expect(existsSync(join(environment.DATA ?? "", "dump.rdb.before-restore"))).toBe(false);
    expect(await counted()).toEqual(WHOLE);
  });

  it("would start empty if a dump were put beside a config with the append-only file on: the page says so", async () => {
    await begin("yes");
    await tried("take-dump");
    destroy();
    await tried("restore-dump");
    expect((await counted()).intact).toBe(0);
  });
});
