import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { askOracle } from "#tools/ansible-oracle/ask-oracle.ts";

const COMMAND = fileURLToPath(new URL("../render.ts", import.meta.url));
const TEMPLATE = fileURLToPath(new URL("../../templates/redis.conf.tpl", import.meta.url));
const PRODUCTION = fileURLToPath(new URL("../../templates/environments/production.yml", import.meta.url));
const PASSWORD = 'hunter2 "and" more #x';

describe("render", () => {
  const folder = mkdtempSync(join(tmpdir(), "render-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }

  function render(args: string[], env: Record<string, string> = { REDIS_PASSWORD: PASSWORD }) {
    return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      execFile(
        "node",
        [COMMAND, ...args],
        { env: { PATH: process.env.PATH, NODE_ENV: "test", ...env } },
        (error, stdout, stderr) =>
          resolve({ status: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
      );
    });
  }

  it("writes the bytes that Ansible writes; the last file wins; a secret comes from the environment", async () => {
    const vars = file("own.yml", "REDIS_PORT: 7001\nREDIS_AOF_ENABLED: no\n");
    const { status, stdout } = await render(["--template", TEMPLATE, "--vars", PRODUCTION, "--vars", vars]);
    expect(status).toBe(0);
    const [answer] = await askOracle([
      {
        template: readFileSync(TEMPLATE, "utf8"),
        vars: {
          REDIS_PORT: 7001,
          REDIS_BIND_IP: ["10.10.0.11", "127.0.0.1"],
          REDIS_PROTECTED_MODE: true,
          REDIS_DAEMONIZE: false,
          REDIS_SAVE_POINTS: ["900 1", "300 10", "60 10000"],
          REDIS_AOF_ENABLED: false,
          REDIS_MAX_MEMORY: "8gb",
          REDIS_MAXMEMORY_POLICY: "volatile-lru",
          REDIS_KEYSPACE_EVENTS: "Ex",
          REDIS_MIN_REPLICAS_TO_WRITE: 1,
          REDIS_MIN_REPLICAS_MAX_LAG: 10,
          REDIS_PASSWORD: { __unsafe__: PASSWORD },
        },
      },
    ]);
    expect({ output: stdout }).toEqual(answer);
  });

  it("includes what lies beside a template, and takes other variables from the environment when told", async () => {
    file("part.j2", "part {{ who }}");
    const template = file("own.j2", "{% include 'part.j2' %} {{ x }}\n");
    const { status, stdout } = await render(
      ["--template", template, "--env", "who", "--vars", file("x.yml", "x: yes")],
      {
        who: "{{ x }}",
      },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "part {{ x }} True\n" });
  });

  it.each([
    [
      "a variable that is missing",
      ["--template", "redis", "--vars", PRODUCTION],
      {},
      65,
      /redis\.conf\.tpl:\d+: REDIS_PASSWORD/,
    ],
    ["a file that is not there", ["--template", "redis", "--vars", "/nope.yml"], {}, 66, /\/nope\.yml/],
    ["an unknown option", ["--nope"], {}, 64, /--help/],
    ["a variable that the environment has not", ["--template", "redis", "--env", "NOPE"], {}, 65, /NOPE/],
  ])("says what is wrong with %s, and where", async (_, args, env, status, words) => {
    const ended = await render(args, env);
    expect(ended).toMatchObject({ status, stdout: "" });
    expect(ended.stderr).toMatch(words);
  });

  it("names the line of a variables file, and which vault stays closed", async () => {
    const broken = await render(["--template", "redis", "--vars", file("broken.yml", "a: 1\nb: [\n")]);
    expect(broken.status).toBe(65);
    expect(broken.stderr).toMatch(/broken\.yml:[23]/);
    const vault = file(
      "vault.yml",
      "REDIS_MAX_MEMORY: 1gb\nREDIS_PASSWORD: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  00\n",
    );
    const closed = await render(["--template", "redis", "--vars", vault], {});
    expect(closed).toMatchObject({ status: 65, stdout: "" });
    expect(closed.stderr).toContain("REDIS_PASSWORD");
    expect((await render(["--template", "redis", "--vars", vault])).status).toBe(0);
  });

  it("checks instead of writing: 1 when something is wrong, warnings only when strict", async () => {
    const wrong = file("wrong.yml", "REDIS_MAX_MEMORY: 2.5gb\n");
    const errors = await render(["--template", "redis", "--vars", wrong, "--check"]);
    expect(errors.status).toBe(1);
    expect(errors.stdout).toMatch(/^redis\.conf:\d+: error: .*\[[a-z-]+\]$/m);
    const weak = { REDIS_PASSWORD: "x" };
    const args = ["--template", "redis", "--vars", PRODUCTION, "--check"];
    expect((await render(args, weak)).status).toBe(0);
    expect((await render([...args, "--strict"], weak)).status).toBe(1);
  });

  it("shows how a file differs, and never a password", async () => {
    const args = ["--template", "redis", "--vars", PRODUCTION];
    const present = file("redis.conf", (await render(args)).stdout);
    expect(await render([...args, "--diff", present])).toEqual({ status: 0, stdout: "", stderr: "" });
    const changed = file("max.yml", "REDIS_MAX_CLIENTS: 77\n");
    const { status, stdout } = await render([...args, "--vars", changed, "--diff", present], {
      REDIS_PASSWORD: "other-secret",
    });
    expect(status).toBe(1);
    expect(stdout).toContain("-maxclients 10000\n+maxclients 77\n");
    expect(stdout).toContain("+requirepass [another secret]");
    expect(stdout).not.toMatch(/hunter2|other-secret/);
  });
});
