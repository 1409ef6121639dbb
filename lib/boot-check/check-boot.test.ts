import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DIRECTIVES, findDirective } from "#lib/directives/directive-table.ts";
import { normaliseValue } from "#lib/directives/normalise-value.ts";
import { isDomainError } from "#lib/errors.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import { UnsafeText } from "#lib/render/ansible/template-input.ts";
import { renderTemplate } from "#lib/render/render-template.ts";
import { checkBoot } from "./check-boot.ts";
import { compareReadBack } from "./compare-read-back.ts";
import { neutraliseConfig } from "./neutralise-config.ts";
import { startServer } from "./start-server.ts";
import { takeTurn } from "./take-turn.ts";

const TEMPLATE = (name: string) => readFileSync(new URL(`../../templates/${name}.conf.tpl`, import.meta.url), "utf8");
const { signal } = new AbortController();

const boot = (text: string, template: "redis" | "sentinel" = "redis") => checkBoot({ template, text, signal });
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("boot-check-"));

function redisConf(variables: Record<string, TemplateInput> = {}): string {
  const required = { REDIS_PASSWORD: new UnsafeText("{{ REDIS_PASSWORD }}"), REDIS_MAX_MEMORY: "64mb" };
  return renderTemplate({ template: TEMPLATE("redis"), variables: { ...required, ...variables } });
}

function sentinelConf(variables: Record<string, TemplateInput> = {}): string {
  const required = {
    SENTINEL_MASTER_NAME: "mymaster",
    SENTINEL_MASTER_IP: "127.0.0.1",
    SENTINEL_MASTER_PORT: 6379,
    SENTINEL_QUORUM: 2,
    SENTINEL_PASSWORD: new UnsafeText("{{ SENTINEL_PASSWORD }}"),
    SENTINEL_MASTER_PASSWORD: new UnsafeText("{{ SENTINEL_MASTER_PASSWORD }}"),
  };
  return renderTemplate({ template: TEMPLATE("sentinel"), variables: { ...required, ...variables } });
}

describe("a boot check", () => {
  it("has a real server read the file and finds every directive as it was meant", async () => {
    const before = leftovers();
    const report = await boot(redisConf({ REDIS_AOF_ENABLED: true, REDIS_SAVE_POINTS: ["60 1", "30 5"] }));
    expect(report).toMatchObject({ outcome: "started", different: [], error: null });
    expect(report.same).toBeGreaterThan(12);
    expect(report.replaced.map(({ name }) => name)).toEqual(expect.arrayContaining(["dir", "port", "bind", "logfile"]));
    expect(leftovers()).toEqual(before);
  });

  it.each([
    ["maxmemory-polcy noeviction", /bad directive|wrong number/i],
    ["port 1\nmaxclients abc", /integer|argument/i],
    ['requirepass "a', /unbalanced quotes/i],
    ["save 900 1 300", /invalid save|wrong number/i],
  ])("says where and why a server refuses %j", async (line, reason) => {
    const report = await boot(`${redisConf()}${line}\n`);
    const lines = redisConf().split("\n").length - 1 + line.split("\n").length;
    expect(report).toMatchObject({ outcome: "refused", error: { line: lines, reason: expect.stringMatching(reason) } });
  });

  it("finds users that stand in two places, and not the console's own beside an ACL file", async () => {
    const withFile = redisConf({ REDIS_ACL_FILE: "/etc/redis/users.acl" });
    expect(await boot(withFile)).toMatchObject({ outcome: "started" });
    expect(await boot(`${withFile}user app on nopass ~* +@all\n`)).toMatchObject({
      outcome: "refused",
      error: { reason: expect.stringContaining("ACL file") },
    });
  });

  it("does not blame the file for the open files that the console's host allows", async () => {
    const command = ["prlimit", "--nofile=500:500", "redis-server", "-"];
    const folder = mkdtempSync(join(tmpdir(), "few-files-"));
    const input = `maxclients 10000\nport 0\nunixsocket ${folder}/s\n`;
    const server = await startServer({ command, input, cwd: folder, timeoutMs: 30_000, signal });
    await server.stop();
    rmSync(folder, { recursive: true });
    const live = new Map([["maxclients", "468"]]);
    const lowered = { meant: "10000", read: "468" };
    expect(compareReadBack("maxclients 10000", live, server.output())).toEqual({ same: 0, different: [], lowered });
    expect(compareReadBack("maxclients 10000", live, "").different).toHaveLength(1);
  });

  it("repeats no value that the server quotes", async () => {
    const report = await boot(`${redisConf()}requirepass hunter2 hunter2\nrequirepas hunter2\n`);
    expect(report.outcome).toBe("refused");
    expect(JSON.stringify(report)).not.toContain("hunter2");
  });

  it("connects to nobody, whatever the file says", async () => {
    let calls = 0;
    const listener = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const address = listener.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const redis = await boot(redisConf({ REDIS_REPLICAOF: `127.0.0.1 ${port}` }));
    const sentinel = await boot(sentinelConf({ SENTINEL_MASTER_PORT: port }), "sentinel");
    listener.close();
    expect([redis.outcome, sentinel.outcome, calls]).toEqual(["started", "started", 0]);
  });

  it("has a Sentinel read its file, and start again from what it makes of it", async () => {
    const report = await boot(sentinelConf({ SENTINEL_DOWN_AFTER_MS: 7000 }), "sentinel");
    expect(report).toMatchObject({ outcome: "started", startsAgain: true, different: [] });
    expect(report.same).toBe(4);
  });

  it("finds the password that a Sentinel cannot start again with", async () => {
    const report = await boot(sentinelConf({ SENTINEL_MASTER_PASSWORD: "two words" }), "sentinel");
    expect(report).toMatchObject({ outcome: "started", startsAgain: false });
  });

  it("takes an old mistake for what it is", async () => {
    const report = await boot(`${sentinelConf()}sentinel sentinel-user default password x +all\n`, "sentinel");
    expect(report).toMatchObject({ outcome: "refused", error: { reason: expect.stringMatching(/unrecognized/i) } });
  });

  it("ends when nobody waits for it any more", async () => {
    const before = leftovers();
    const report = await checkBoot({ template: "redis", text: redisConf(), signal: AbortSignal.abort() });
    expect(["unfinished", "started"]).toContain(report.outcome);
    expect(leftovers()).toEqual(before);
  });

  it("lets only one check run at a time", async () => {
    let end = () => {};
    const first = takeTurn(() => new Promise<void>((resolve) => (end = resolve)));
    await expect(takeTurn(async () => 1)).rejects.toSatisfy(
      (error) => isDomainError(error) && error.code === "CONFLICT",
    );
    end();
    await first;
    expect(await takeTurn(async () => 2)).toBe(2);
  });
});

describe("what is replaced", () => {
  it.each([
    "loadmodule /tmp/evil.so",
    "include /etc/passwd",
    "enable-debug-command yes",
    'rename-command CONFIG ""',
    "slaveof 10.0.0.1 6379",
    "tls-port 6380",
    "cluster-enabled yes",
    "syslog-enabled yes",
    "server_cpulist 0-7",
  ])("is %s, and the lines keep their numbers", (line) => {
    const { text, replaced } = neutraliseConfig("redis", `maxclients 5\n${line}\nhz 10`);
    expect(text.split("\n")).toEqual(["maxclients 5", "# replaced for the check", "hz 10"]);
    expect(replaced).toMatchObject([{ line: 2 }]);
  });

  it("is a script that a Sentinel would run, and the master that it would join", () => {
    const file = 'sentinel monitor "m" 10.0.0.1 6379 2\nsentinel notification-script m /bin/evil';
    const { text } = neutraliseConfig("sentinel", file);
    expect(text).toBe('sentinel monitor "m" 127.0.0.1 1 "2"\n# replaced for the check');
  });
});

describe("the directive table beside a real server", () => {
  const LINES =
    `maxmemory 2GB|maxmemory 100|repl-backlog-size 1mb|maxmemory-clients 5%|protected-mode NO|appendfsync ALWAYS
    maxmemory-policy AllKeys-LRU|save 900 1 300 10|save ""|notify-keyspace-events KEA|notify-keyspace-events Ex
    notify-keyspace-events KExe$|notify-keyspace-events Kg$lshzxetd|notify-keyspace-events KEAm|notify-keyspace-events KEAn
    notify-keyspace-events AKEmn|notify-keyspace-events ""|client-output-buffer-limit replica 256mb 64mb 60
    client-output-buffer-limit normal 1 2 3 pubsub 4kb 5k 6|latency-tracking-info-percentiles 50 99.0 99.99
    shutdown-on-sigterm nosave now|loglevel VERBOSE|auto-aof-rewrite-min-size 64m|slowlog-log-slower-than -1|hz 100|timeout 0
    list-max-ziplist-size -2|min-slaves-to-write 1|masterauth "a \\"b\\" \\x41"|dbfilename 'it\\'s.rdb'|tcp-keepalive 300`
      .split(/\||\n/)
      .map((line) => line.trim());

  it("reads values back as the server does", async () => {
    for (const line of LINES) {
      const report = await boot(`${line}\n`);
      expect(report, line).toMatchObject({ outcome: "started", same: 1, different: [] });
    }
  }, 60_000);

  it("has bounds and words that the server has", async () => {
    const wrong = `port|maxclients 0|databases 0|hz 010|maxmemory 75%|maxmemory 2 gb|appendonly True|loglevel loud|save 0 1|save abc 1
      notify-keyspace-events Q|client-output-buffer-limit master 0 0 0|repl-backlog-size 0|maxmemory-clients 101%|shutdown-on-sigint maybe`;
    for (const line of wrong.split(/\||\n/).map((text) => text.trim())) {
      const [name = "", ...args] = line.split(" ");
      const directive = findDirective(name);
      expect(directive && normaliseValue(directive, args), line).toHaveProperty("problem");
      if (name !== "port") expect((await boot(`${line}\n`)).outcome, line).toBe("refused");
    }
  }, 60_000);

  it("has every name once", () => {
    expect(new Set(DIRECTIVES.map(({ name }) => name)).size).toBe(DIRECTIVES.length);
    expect(DIRECTIVES.length).toBe(178);
  });
});
