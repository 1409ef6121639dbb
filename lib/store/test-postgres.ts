import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";

/** Nobody needs the data of a test after a power cut. */
const CARELESS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => ["-c", setting]);
const PROGRAMS = ["17", "16", "15", "14"].map((version) => `/usr/lib/postgresql/${version}/bin`);

export interface TestPostgres {
  /** Of a new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** A real PostgreSQL server of this test's own, on a free port below the kernel's ephemeral range. */
export async function startPostgres(): Promise<TestPostgres> {
  const programs = PROGRAMS.find((folder) => existsSync(join(folder, "postgres")));
  if (programs === undefined) throw new Error("These tests need PostgreSQL: apt-get install postgresql");
  const folder = mkdtempSync(join(tmpdir(), "console-postgres-"));
  // initdb refuses to run as root.
  const account = process.getuid?.() === 0 ? postgresAccount() : undefined;
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "console", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(join(programs, "initdb"), initdb, { ...account, stdio: "ignore", cwd: folder });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await freePort();
    const args = ["-D", data, "-p", String(port), "-c", "listen_addresses=127.0.0.1", "-k", folder, ...CARELESS];
    const server = spawn(join(programs, "postgres"), args, { ...account, stdio: "ignore", cwd: folder });
    const ended = new Promise<void>((done) => server.once("exit", () => done()));
    const base = `postgres://console@127.0.0.1:${port}`;
    if (await answers(`${base}/postgres`, server)) {
      return {
        createDatabase: () => createDatabase(base),
        async stop() {
          server.kill("SIGQUIT");
          await ended;
          rmSync(folder, { recursive: true });
        },
      };
    }
    server.kill("SIGKILL");
    await ended;
  }
  rmSync(folder, { recursive: true });
  throw new Error("PostgreSQL did not start on any of five ports.");
}

function postgresAccount(): { uid: number; gid: number } {
  const number = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: number("-u"), gid: number("-g") };
}

async function answers(url: string, server: { exitCode: number | null }): Promise<boolean> {
  const deadline = Date.now() + 20_000;
  while (server.exitCode === null && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof Error)) throw thrown;
      await setTimeout(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

let databases = 0;

async function createDatabase(base: string): Promise<string> {
  databases += 1;
  const name = `store_${process.pid}_${databases}`;
  const client = new pg.Client({ connectionString: `${base}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${base}/${name}`;
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise<boolean>((answer) => {
      const probe = createServer();
      probe.once("error", () => answer(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)));
    });
    if (isFree) return port;
  }
}
