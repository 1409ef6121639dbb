import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkVariable } from "#lib/render/variables/check-variable.ts";
import { TEMPLATE_VARIABLES, variablesOf } from "#lib/render/variables/template-variables.ts";
import { renderTemplate } from "./render-template.ts";

const read = (path: string) => readFileSync(new URL(`../../templates/${path}`, import.meta.url), "utf8");
const SOURCES = { redis: read("redis.conf.tpl"), sentinel: read("sentinel.conf.tpl") };
const REQUIRED = {
  redis: { REDIS_PASSWORD: "s3cret", REDIS_MAX_MEMORY: "2gb" },
  sentinel: {
    SENTINEL_MASTER_NAME: "mymaster",
    SENTINEL_MASTER_IP: "10.0.0.1",
    SENTINEL_MASTER_PORT: 6379,
    SENTINEL_QUORUM: 2,
  },
};
const DESIGNED =
  `REDIS_PORT REDIS_BIND_IP REDIS_PROTECTED_MODE REDIS_DAEMONIZE REDIS_DATABASES REDIS_RDB_COMPRESSION REDIS_AOF_ENABLED
  REDIS_AOF_FSYNC_POLICY REDIS_PASSWORD REDIS_MAX_CLIENTS REDIS_MAX_MEMORY REDIS_MAXMEMORY_POLICY REDIS_KEYSPACE_EVENTS SENTINEL_PORT
  SENTINEL_DAEMONIZE SENTINEL_MASTER_NAME SENTINEL_MASTER_IP SENTINEL_MASTER_PORT SENTINEL_QUORUM SENTINEL_DOWN_AFTER_MS
  SENTINEL_PARALLEL_SYNCS SENTINEL_FAILOVER_TIMEOUT SENTINEL_MASTER_PASSWORD SENTINEL_PASSWORD SENTINEL_USER`.split(
    /\s+/,
  );

describe.each(["redis", "sentinel"] as const)("the %s template", (name) => {
  const render = (variables: Record<string, unknown>) =>
    renderTemplate({
      template: SOURCES[name],
      variables: { ...REQUIRED[name], ...variables } as Record<string, string>,
    });

  test("uses every variable of its schema, and no other", () => {
    const used = new Set(SOURCES[name].match(/\b(?:REDIS|SENTINEL)_[A-Z_]+\b/g));
    expect([...used].sort()).toEqual(
      variablesOf(name)
        .map((variable) => variable.name)
        .sort(),
    );
  });

  test.each(Object.keys(REQUIRED[name]))("fails with the name of %s when it is missing or blank", (required) => {
    for (const value of [null, "", "  "]) expect(() => render({ [required]: value })).toThrow(required);
  });

  test("writes nothing for an optional variable that is null or blank", () => {
    const optional = variablesOf(name).filter(
      (variable) =>
        !variable.required && variable.name !== "REDIS_KEYSPACE_EVENTS" && variable.name !== "REDIS_SAVE_POINTS",
    );
    const plain = render({});
    for (const { name: variable } of optional) {
      expect(render({ [variable]: null }), variable).toBe(plain);
      expect(render({ [variable]: "" }), variable).toBe(plain);
    }
  });

  test("writes the fallback that the schema names", () => {
    const lines = render({}).split("\n");
    const port = name === "redis" ? "6379" : "26379";
    for (const { directive, fallback, name: variable } of variablesOf(name)) {
      if (fallback === undefined || variable === "SENTINEL_USER") continue;
      const values = lines
        .filter((line) => line.startsWith(`${directive} `))
        .map((line) =>
          line
            .split(" ")
            .slice(directive.startsWith("sentinel ") ? 3 : 1)
            .join(" "),
        );
      expect(values.join(", ").replaceAll('"', ""), variable).toBe(fallback.replaceAll("{port}", port));
    }
  });

  test("lets no value begin a directive of its own", () => {
    const evil = 'x\nslaveof 127.0.0.1 1\n"; user evil on nopass ~* +@all';
    for (const { name: variable } of variablesOf(name)) {
      const text = tryRender(() => render({ [variable]: evil }));
      expect(
        text.split("\n").filter((line) => /^(?:slaveof|user evil|"; user)/.test(line)),
        variable,
      ).toEqual([]);
    }
  });
});

function tryRender(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? "" : String(error);
  }
}

describe("the schema", () => {
  test("has every variable that the design names", () => {
    expect(DESIGNED.filter((name) => !TEMPLATE_VARIABLES.some((variable) => variable.name === name))).toEqual([]);
  });

  test("takes every fallback for a right value", () => {
    for (const variable of TEMPLATE_VARIABLES) {
      if (variable.fallback !== undefined)
        expect(checkVariable(variable, variable.fallback), variable.name).toBeUndefined();
    }
  });

  test.each([
    ["REDIS_PORT", 65_536],
    ["REDIS_PORT", "06379"],
    ["REDIS_PORT", "abc"],
    ["REDIS_MAX_MEMORY", "75%"],
    ["REDIS_MAX_MEMORY", "2 gb"],
    ["REDIS_PROTECTED_MODE", "maybe"],
    ["REDIS_MAXMEMORY_POLICY", "lru"],
    ["REDIS_PASSWORD", " "],
    ["REDIS_DIR", "data"],
    ["REDIS_SAVE_POINTS", "often"],
    ["REDIS_BIND_IP", "10.0.0.1; rm"],
    ["SENTINEL_QUORUM", 0],
    ["SENTINEL_MASTER_NAME", "a b"],
    ["REDIS_MAX_CLIENTS", [1]],
  ])("says what is wrong with %s: %s", (name, value) => {
    const variable = TEMPLATE_VARIABLES.find((candidate) => candidate.name === name);
    expect(variable && checkVariable(variable, value)).toEqual(expect.any(String));
  });

  test.each([
    ["REDIS_PROTECTED_MODE", true],
    ["REDIS_AOF_FSYNC_POLICY", false],
    ["REDIS_SAVE_POINTS", ["900 1"]],
    ["REDIS_BIND_IP", ["10.0.0.1", "::1"]],
    ["REDIS_MAX_MEMORY", 0],
    ["REDIS_PORT", "{{ base_port }}"],
    ["REDIS_REPLICAOF", "10.0.0.1 6379"],
  ])("takes %s: %s", (name, value) => {
    const variable = TEMPLATE_VARIABLES.find((candidate) => candidate.name === name);
    expect(variable && checkVariable(variable, value)).toBeUndefined();
  });
});

describe("the sample environments", () => {
  const files = readdirSync(new URL("../../templates/environments/", import.meta.url));

  test.each(files)("%s holds right values and no secret", (file) => {
    const variables: Record<string, unknown> = parse(read(`environments/${file}`), { version: "1.1" });
    for (const [name, value] of Object.entries(variables)) {
      const variable = TEMPLATE_VARIABLES.find((candidate) => candidate.name === name);
      expect(variable, name).toBeDefined();
      expect(variable?.secret, name).toBe(false);
      expect(variable && checkVariable(variable, value), name).toBeUndefined();
    }
    const withSecret = { ...variables, REDIS_PASSWORD: "s3cret" } as Record<string, string>;
    for (const template of Object.values(SOURCES))
      expect(renderTemplate({ template, variables: withSecret })).toMatch(/^port \d+$/m);
  });
});
