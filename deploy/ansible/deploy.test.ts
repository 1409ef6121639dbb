import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderTemplate } from "#lib/render/render-template.ts";
import { freePort } from "#tools/start/free-port.ts";

const run = promisify(execFile);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const PASSWORD = 'pa ss"w#rd';
const PLAY_TAKES_MS = 300_000;

describe("the role, on a folder of its own", () => {
  const root = mkdtempSync(join(tmpdir(), "ansible-role-"));
  const owner = userInfo().username;
  let variables: Record<string, unknown>;
  let files: { redis: string; sentinel: string };

  beforeAll(async () => {
    const redisPort = await freePort(17_000);
    const sentinelPort = await freePort(redisPort + 1);
    variables = {
      redis_ha_root: root,
      redis_ha_owner: owner,
      redis_ha_group: owner,
      redis_ha_become: false,
      REDIS_PORT: redisPort,
      REDIS_PASSWORD: { __ansible_unsafe: PASSWORD },
      REDIS_MAX_MEMORY: "64mb",
      SENTINEL_PORT: sentinelPort,
      SENTINEL_BIND_IP: "127.0.0.1",
      SENTINEL_MASTER_NAME: "role-test",
      SENTINEL_MASTER_IP: "127.0.0.1",
      SENTINEL_MASTER_PORT: redisPort,
      SENTINEL_MASTER_PASSWORD: { __ansible_unsafe: PASSWORD },
      SENTINEL_QUORUM: 1,
    };
    files = {
      redis: join(root, `etc/redis/redis_${redisPort}.conf`),
      sentinel: join(root, `etc/redis/sentinel_${sentinelPort}.conf`),
    };
  });

  afterAll(async () => {
    for (const [script, file, pid] of [
      ["manage_sentinel.sh", files.sentinel, `sentinel_${variables.SENTINEL_PORT}`],
      ["manage_redis_server.sh", files.redis, `redis_server_${variables.REDIS_PORT}`],
    ] as const) {
      await run(join(REPOSITORY, "scripts", script), ["stop", file, join(root, `var/run/redis/${pid}.pid`)]);
    }
    rmSync(root, { recursive: true, force: true });
  });

  /** Every command line of this host while a play runs, as any of its users could read them. */
  function watchCommandLines() {
    const all = new Set<string>();
    const timer = setInterval(() => {
      for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        try {
          all.add(readFileSync(`/proc/${id}/cmdline`, "latin1"));
        } catch (gone) {
          if (!(gone instanceof Error && "code" in gone)) throw gone;
        }
      }
    }, 40);
    return {
      stop() {
        clearInterval(timer);
        return { count: all.size, withPassword: [...all].filter((line) => line.includes(PASSWORD)) };
      },
    };
  }

  async function play(more: Record<string, unknown> = {}) {
    const file = join(root, "variables.json");
    writeFileSync(file, JSON.stringify({ ...variables, ...more }), { mode: 0o600 });
    const args = ["-i", "localhost,", "--connection=local", "-e", "ansible_python_interpreter=/usr/bin/python3"];
    const inventory = ["-e", `@${file}`, "--limit", "localhost", join(HERE, "test-play.yml")];
    return run("ansible-playbook", [...args, ...inventory], {
      env: {
        ...process.env,
        ANSIBLE_NOCOLOR: "1",
        ANSIBLE_PIPELINING: "True",
        ANSIBLE_LOCALHOST_WARNING: "False",
        ANSIBLE_HOME: join(root, "home"),
      },
    }).then(
      ({ stdout }) => ({ status: 0, stdout }),
      (failed: { code: number; stdout: string }) => ({ status: failed.code, stdout: failed.stdout }),
    );
  }

  /** What the preview shows for the same variables. */
  function preview(template: string): string {
    const port = variables.REDIS_PORT;
    const watched = variables.SENTINEL_PORT;
    const given = Object.entries(variables).filter(([name]) => /^(REDIS|SENTINEL)_/.test(name));
    return renderTemplate({
      template: readFileSync(join(REPOSITORY, "templates", template), "utf8"),
      variables: {
        ...Object.fromEntries(
          given.map(([name, value]) => [name, typeof value === "object" ? PASSWORD : String(value)]),
        ),
        REDIS_DIR: `${root}/var/lib/redis/${port}`,
        REDIS_PID_FILE: `${root}/var/run/redis/redis_server_${port}.pid`,
        REDIS_LOG_FILE: `${root}/var/log/redis/redis_server_${port}.log`,
        SENTINEL_DIR: `${root}/var/lib/redis/sentinel_${watched}`,
        SENTINEL_PID_FILE: `${root}/var/run/redis/sentinel_${watched}.pid`,
        SENTINEL_LOG_FILE: `${root}/var/log/redis/sentinel_${watched}.log`,
      },
    });
  }

  it("writes what the preview shows, byte for byte, before anything has started", {
    timeout: PLAY_TAKES_MS,
  }, async () => {
    const { status, stdout } = await play({ redis_ha_apply: "none" });
    expect({ status, stdout }).toMatchObject({ status: 0 });
    expect(readFileSync(files.redis, "utf8")).toBe(preview("redis.conf.tpl"));
    expect(readFileSync(files.sentinel, "utf8")).toBe(preview("sentinel.conf.tpl"));
    expect(stdout).not.toContain(PASSWORD);
  });

  it("starts what does not run, and changes nothing else", { timeout: PLAY_TAKES_MS }, async () => {
    const seen = watchCommandLines();
    const { status, stdout } = await play();
    expect(seen.stop()).toEqual({ count: expect.any(Number), withPassword: [] });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/changed=2 /) });
    const ask = (port: unknown, ...command: string[]) =>
      run("redis-cli", ["-p", String(port), ...command], { env: { ...process.env, REDISCLI_AUTH: PASSWORD } });
    expect((await ask(variables.REDIS_PORT, "PING")).stdout.trim()).toBe("PONG");
    const master = await ask(variables.SENTINEL_PORT, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "role-test");
    expect(master.stdout).toContain(String(variables.REDIS_PORT));
  });

  it("refuses to revert a failover, and says how it is meant", { timeout: PLAY_TAKES_MS }, async () => {
    writeFileSync(files.redis, `${readFileSync(files.redis, "utf8")}replicaof 127.0.0.1 1\n`);
    const refused = await play({ redis_ha_parts: ["redis"] });
    expect(refused.status).not.toBe(0);
    expect(refused.stdout).toContain("reverts a failover");
    expect(readFileSync(files.redis, "utf8")).toContain("replicaof 127.0.0.1 1");
  });
});
