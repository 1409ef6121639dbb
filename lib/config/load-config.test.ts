import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { loadConfig } from "./load-config.ts";
import { PRESETS } from "./presets.ts";
import { readSecret } from "./read-secret.ts";
import { SESSION_PRESETS } from "./session-presets.ts";

const SECRET = "0123456789abcdef0123456789abcdef";
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "console-config-"));
  file = join(folder, "console.config.yaml");
  writeFileSync(join(folder, "users.yaml"), "users: []\n");
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

const CONSOLE = "console: { usersFile: users.yaml }";
const DEPLOYMENT = `
    kind: sentinel
    label: Staging
    environment: { name: staging, colour: blue, production: false }
    masterName: mymaster
    sentinels: ["127.0.0.1:26379"]
    users: { reader: { username: console-reader } }`;

function withDeployment(more = "", console = CONSOLE) {
  return `${console}\ndeployments:\n  staging:${DEPLOYMENT}\n${more}`;
}

function withKeyspaces(...keyspaces: string[]) {
  return withDeployment(`    keyspaces:\n${keyspaces.map((keyspace) => `      - ${keyspace}\n`).join("")}`);
}

function load(text: string) {
  writeFileSync(file, text);
  return loadConfig(file);
}

function problems(text: string): ConfigProblem[] {
  try {
    load(text);
  } catch (thrown) {
    if (thrown instanceof ConfigError) return [...thrown.problems];
    throw thrown;
  }
  return [];
}

const fields = (text: string) => problems(text).map(({ field }) => field);
const keyspace = (more: string) => `{ preset: json-session, name: web, label: Web, ${more} }`;

describe("loadConfig", () => {
  it("fills in what is not written, and counts paths from the file's own folder", () => {
    const config = load(withDeployment("    tls: { ca: users.yaml }"));
    expect(config.console).toMatchObject({ idleMinutes: 15, usersFile: join(folder, "users.yaml"), readOnly: false });
    expect(config.store.folder).toBe(join(folder, ".data"));
    expect(config.deployments.staging?.tls?.ca).toBe(join(folder, "users.yaml"));
    expect(config.deployments.staging?.thresholds.lagSeconds).toEqual({ warning: 5, critical: 30 });
  });

  it("lists every mistake at once, by line", () => {
    const text = `console:
  addres: http://127.0.0.1:3000
  usersFile: nobody.yaml
deployments:
  staging:${DEPLOYMENT}
    pollMs: soon
    keyspaces:
      - { preset: conect-redis, name: web, label: Web }
  prod:
    kind: sentinal
`;
    expect(problems(text).map(({ line, field }) => [line, field])).toEqual([
      [2, "console.addres"],
      [3, "console.usersFile"],
      [12, "deployments.staging.pollMs"],
      [14, "deployments.staging.keyspaces[0].preset"],
      [16, "deployments.prod.kind"],
    ]);
  });

  it("names the known field that is nearest to an unknown one, and the presets for a preset that is none", () => {
    expect(problems(withDeployment("    mastername: x"))[0]?.right).toContain("masterName");
    const [preset] = problems(withKeyspaces("{ preset: conect-redis, name: web, label: Web }"));
    expect(preset?.right).toContain("did you mean connect-redis?");
    for (const name of Object.keys(PRESETS)) expect(preset?.right).toContain(name);
  });

  it("says where a value of the wrong kind is, and what kind it should be", () => {
    expect(problems(withDeployment("    expectedReplicas: two"))).toMatchObject([
      { field: "deployments.staging.expectedReplicas", wrong: "is text", right: "give a number" },
    ]);
    expect(problems(withDeployment().replace("colour: blue", "colour: violet"))[0]?.right).toContain("green, blue");
    expect(problems(withDeployment().replace("    masterName: mymaster\n", ""))).toMatchObject([
      { field: "deployments.staging.masterName", wrong: "is missing", right: "give text" },
    ]);
  });

  it("refuses a field that is there twice, and YAML that is none", () => {
    expect(problems(`${CONSOLE}\n${CONSOLE}\ndeployments: {}`)).toMatchObject([
      { line: 2, wrong: /console is there twice/ },
    ]);
    expect(problems("console:\n\tusersFile: x")[0]?.line).toBe(2);
    expect(problems("a: [1")).toHaveLength(1);
    expect(fields("")).toEqual(expect.arrayContaining(["deployments"]));
    expect(fields("just text")).toEqual([""]);
  });

  it("refuses a secret in the file, and repeats no value of it in any message", () => {
    const text = `console:
  secret: swordfish-one
  usersFile: [swordfish-two]
deployments:
  staging:${DEPLOYMENT.replace("{ username: console-reader }", "{ username: r, password: swordfish-three }")}
    sentinelUser: { pasword: swordfish-four }
    kindly: *swordfish-five
`;
    for (const part of [text, text.replace(/ {4}kindly.*\n/, "")]) {
      const found = problems(part);
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toContain("swordfish");
    }
    const [first] = problems(withDeployment("", "console: { usersFile: users.yaml, secret: swordfish }"));
    expect(first?.right).toContain("{ env: NAME }");
  });

  it("refuses secrets that are not where they should be, or too short", () => {
    vi.stubEnv("NEXTAUTH_SECRET", "");
    expect(problems(withDeployment())).toMatchObject([{ field: "console.secret", wrong: /NEXTAUTH_SECRET/ }]);
    vi.stubEnv("NEXTAUTH_SECRET", "short");
    expect(problems(withDeployment())).toMatchObject([{ field: "console.secret", right: /32/ }]);
    vi.stubEnv("NEXTAUTH_SECRET", SECRET);
    const text = withDeployment("    sentinelUser: { password: { file: secrets/none } }");
    expect(problems(text)).toMatchObject([
      { field: "deployments.staging.sentinelUser.password", wrong: /secrets\/none does not exist/ },
    ]);
  });

  it("reads a secret anew each time, from its file or its variable, or the file that NAME_FILE names", () => {
    const secretFile = join(folder, "secret");
    writeFileSync(secretFile, "first\n");
    expect(readSecret({ file: secretFile })).toBe("first");
    writeFileSync(secretFile, "second\n");
    expect(readSecret({ file: secretFile })).toBe("second");
    vi.stubEnv("SOME_SECRET_FILE", secretFile);
    expect(readSecret({ env: "SOME_SECRET" })).toBe("second");
    vi.stubEnv("SOME_SECRET", "third");
    expect(readSecret({ env: "SOME_SECRET" })).toBe("third");
    expect(() => readSecret({ env: "NO_SUCH_SECRET" })).toThrow(/NO_SUCH_SECRET is not set/);
  });

  it("refuses an address that others would reach without encryption", () => {
    const address = (url: string) =>
      fields(withDeployment("", `console: { usersFile: users.yaml, address: "${url}" }`));
    for (const url of [
      "http://127.0.0.1:3000",
      "http://localhost:3000",
      "http://[::1]:3000",
      "https://redis.example.org",
    ]) {
      expect(address(url), url).toEqual([]);
    }
    for (const url of [
      "http://redis.example.org",
      "http://10.0.0.1:3000",
      "http://127.0.0.1.example.org",
      "ftp://127.0.0.1",
      "https://redis.example.org/console",
      "https://user@redis.example.org",
      "redis.example.org",
    ]) {
      expect(address(url), url).toEqual(["console.address"]);
    }
  });

  it("refuses a console that nobody could sign in to", () => {
    expect(fields(withDeployment("", "console: {}"))).toEqual(["console"]);
    rmSync(join(folder, "users.yaml"));
    expect(fields(withDeployment())).toEqual(["console.usersFile"]);
    expect(loadConfig(file, { isUsersFileNeeded: false }).console.usersFile).toBe(join(folder, "users.yaml"));
  });

  it("refuses thresholds in the wrong order, half a client certificate, and names given twice", () => {
    expect(
      fields(withDeployment("    thresholds: { lagSeconds: { warning: 40 }, hitRate: { critical: 0.9 } }")),
    ).toEqual(["deployments.staging.thresholds.lagSeconds", "deployments.staging.thresholds.hitRate"]);
    expect(fields(withDeployment("    tls: { cert: users.yaml }"))).toEqual(["deployments.staging.tls"]);
    expect(fields(withDeployment("    tls: { ca: none.pem }"))).toEqual(["deployments.staging.tls.ca"]);
    expect(fields(withDeployment().replace('["127.0.0.1:26379"]', '["a:1", "b:1", "a:1"]'))).toEqual([
      "deployments.staging.sentinels[2]",
    ]);
  });

  it("refuses a folder of variables that is not there, and an environment that is not in it", () => {
    const problem = (text: string) => problems(withDeployment(`    configuration: { ${text} }`))[0];
    expect(problem("folder: nowhere")?.field).toBe("deployments.staging.configuration.folder");
    writeFileSync(join(folder, "production.yml"), "");
    expect(problem("folder: ., environment: prodution")).toMatchObject({
      field: "deployments.staging.configuration.environment",
      right: "it may be production",
    });
    expect(problem("folder: ., environment: production")).toBeUndefined();
    expect(problem("secrets: { REDIS_PASSWORD: in clear }")?.field).toContain("configuration.secrets");
  });

  it("refuses thresholds that could never warn first", () => {
    const problem = (text: string) => problems(withDeployment(`    thresholds: { ${text} }`))[0];
    expect(problem("memoryRatio: { warning: 0.9, critical: 0.5 }")).toMatchObject({
      field: "deployments.staging.thresholds.memoryRatio",
    });
    expect(problem("memoryRatio: { warning: 80 }")?.field).toBe("deployments.staging.thresholds.memoryRatio.warning");
    expect(problem("hitRate: { warning: 0.1 }")?.field).toBe("deployments.staging.thresholds.hitRate");
    expect(problem("pingMs: { warning: -1 }")?.field).toBe("deployments.staging.thresholds.pingMs.warning");
    expect(problem("hitRate: { warning: 0.7, critical: 0.6 }")).toBeUndefined();
  });

  it("says which file is missing", () => {
    expect(() => loadConfig(join(folder, "none.yaml"))).toThrow(/none\.yaml: the configuration file does not exist/);
  });
});

describe("keyspaces in a configuration", () => {
  it("take a preset's fields, and their own before those, and the logical database of their kind", () => {
    const [web, limits] =
      load(
        withKeyspaces(
          "{ preset: connect-redis, name: web, label: Web, match: 'app:{id}', user: uid }",
          "{ preset: express-rate-limit, name: limits, label: Limits, limit: 100, windowMs: 60000 }",
        ),
      ).deployments.staging?.keyspaces ?? [];
    expect(web).toMatchObject({ kind: "session", db: 0, match: "app:{id}", user: ["uid"], codec: ["json"] });
    expect(limits).toMatchObject({ kind: "rate-limit", db: 3, match: "rl:{ip}", algorithm: "counter", limit: 100 });
  });

  it("load with every preset as it is, once a limiter has the numbers that only its operator knows", () => {
    for (const [preset, { kind, windowMs }] of Object.entries(PRESETS)) {
      const numbers =
        kind === "rate-limit" ? `limit: 5, rate: 1${windowMs === undefined ? ", windowMs: 60000" : ""}` : "";
      const more = preset.startsWith("flask") ? "" : numbers;
      expect(problems(withKeyspaces(`{ preset: ${preset}, name: web, label: Web, ${more} }`)), preset).toEqual([]);
    }
  });

  it("say what a limiter needs, and which part of its key there is not", () => {
    const limiter = (more: string) => `{ kind: rate-limit, name: api, label: API, ${more} }`;
    expect(fields(withKeyspaces(limiter("match: 'a:{user}:{bucket}', algorithm: sliding-two-buckets")))).toEqual([
      "deployments.staging.keyspaces[0].limit",
      "deployments.staging.keyspaces[0].windowMs",
      "deployments.staging.keyspaces[0].bucket",
    ]);
    expect(problems(withKeyspaces(limiter("match: 'a:{user}', limit: { fromKey: most }")))).toMatchObject([
      { field: "deployments.staging.keyspaces[0].limit", wrong: "match has no part {most}" },
    ]);
    expect(
      problems(
        withKeyspaces(
          limiter("match: 'a:{hash:[0-9a-f]{64}}', subject: { hash: sha256, template: '{ip}-{route}', ask: [ip] }"),
        ),
      ),
    ).toMatchObject([{ wrong: "nothing says what {route} is" }]);
    expect(
      fields(withKeyspaces(limiter("match: 'a:{user}', companions: ['b:{window}'], blockKey: 'c:{nobody}'"))),
    ).toEqual(["deployments.staging.keyspaces[0].companions[0]", "deployments.staging.keyspaces[0].blockKey"]);
  });

  it("have names of their own, and templates that can be read", () => {
    expect(fields(withKeyspaces(keyspace("match: 'a:{id}'"), keyspace("match: 'b:{id}'")))).toEqual([
      "deployments.staging.keyspaces[1].name",
    ]);
    expect(problems(withKeyspaces(keyspace("match: 'session:*'")))).toMatchObject([{ right: /\{name\}/ }]);
    expect(fields(withKeyspaces(keyspace("match: '{id:(a+)+}'")))).toEqual(["deployments.staging.keyspaces[0].match"]);
    expect(fields(withKeyspaces(keyspace("revoke: { also: ['x:{nobody}'] }")))).toEqual([
      "deployments.staging.keyspaces[0].revoke.also[0]",
    ]);
    expect(fields(withKeyspaces(keyspace("revoke: { pointers: ['x:{nobody}'] }")))).toEqual([
      "deployments.staging.keyspaces[0].revoke.pointers[0]",
    ]);
    for (const path of ["a]", "/(a+)+/", "/a*b*/"]) {
      const [problem] = problems(withKeyspaces(keyspace(`ip: '${path}'`)));
      expect(problem?.field).toMatch(/^deployments\.staging\.keyspaces\[0\]\.ip/);
    }
    expect(fields(withKeyspaces(keyspace("redact: ['(a+)+']")))).toEqual([
      "deployments.staging.keyspaces[0].redact[0]",
    ]);
  });

  it("share no key in one database, unless one excludes it", () => {
    const shared = [
      "{ preset: json-session, name: web, label: Web, match: 'session:{id}' }",
      "{ preset: json-session, name: index, label: Index, match: 'session:by-user:{user}' }",
    ];
    expect(problems(withKeyspaces(...shared))).toMatchObject([
      {
        field: "deployments.staging.keyspaces[1].match",
        wrong: /web and index both match keys, such as session:by-user:/,
      },
    ]);
    const excluding = shared[0]?.replace(" }", ", exclude: ['session:by-user:{user}'] }") ?? "";
    expect(problems(withKeyspaces(excluding, shared[1] ?? ""))).toEqual([]);
    expect(problems(withKeyspaces(shared[0] ?? "", shared[1]?.replace(" }", ", db: 5 }") ?? ""))).toEqual([]);
  });

  it.each(Object.keys(SESSION_PRESETS))("load from the preset %s and a name alone", (preset) =>
    expect(problems(withKeyspaces(`{ preset: ${preset}, name: web, label: Web }`))).toEqual([]),
  );

  it("are tested on the sample keys they give", () => {
    const good = keyspace("match: 's:{id:[0-9]+}', sample: ['s:1', 's:22']");
    expect(problems(withKeyspaces(good))).toEqual([]);
    expect(fields(withKeyspaces(good.replace("s:22", "s:x")))).toEqual(["deployments.staging.keyspaces[0].sample[1]"]);
  });
});

describe("notifications in a configuration", () => {
  const withTargets = (...targets: string[]) =>
    withDeployment(`notifications:\n${targets.map((target) => `  - ${target}\n`).join("")}`);
  const url = (value: string) => vi.stubEnv("HOOK", value);

  it("load with their defaults, to https anywhere and to http on this machine", () => {
    url("https://hooks.example/T/B/x");
    expect(load(withTargets("{ name: a, kind: slack, url: { env: HOOK } }")).notifications).toEqual([
      { name: "a", kind: "slack", url: { env: "HOOK" }, minimum: "warning", allowInsecure: false },
    ]);
    url("http://127.0.0.1:9000/hook");
    expect(problems(withTargets("{ name: a, kind: webhook, url: { env: HOOK } }"))).toEqual([]);
    url("http://alerts.example/hook");
    expect(problems(withTargets("{ name: a, kind: webhook, url: { env: HOOK }, allowInsecure: true }"))).toEqual([]);
  });

  it.each(["http://alerts.example/s3cr3t", "file:///s3cr3t", "s3cr3t", "https://u:s3cr3t@hooks.example/"])(
    "refuse %s, and say nothing of it",
    (text) => {
      url(text);
      const found = problems(withTargets("{ name: a, kind: webhook, url: { env: HOOK } }"));
      expect(found).toMatchObject([{ field: "notifications[0].url", line: expect.any(Number) }]);
      expect(JSON.stringify(found)).not.toContain("s3cr3t");
    },
  );

  it("name deployments that there are, themselves once, and no header of the console's own", () => {
    url("https://hooks.example/T/B/x");
    expect(
      fields(
        withTargets(
          "{ name: a, kind: slack, url: { env: HOOK }, deployments: [staging, none] }",
          "{ name: a, kind: slack, url: { env: HOOK } }",
          "{ name: b, kind: webhook, url: { env: HOOK }, headers: { Content-Length: { env: HOOK } } }",
          "{ name: c, kind: webhook, url: { env: NOT_SET } }",
          "{ name: d, kind: pager, url: { env: HOOK } }",
        ),
      ),
    ).toEqual([
      "notifications[0].deployments[1]",
      "notifications[1].name",
      "notifications[2].headers.Content-Length",
      "notifications[3].url",
      "notifications[4].kind",
    ]);
  });
});
