import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { tryRenderTemplate } from "#lib/render/render-template.ts";
import { findProblems } from "./find-problems.ts";
import type { DeploymentFacts } from "./rule.ts";
import { RULES } from "./rule-list.ts";

const FACTS: DeploymentFacts = {
  usesSentinel: true,
  holdsSessions: true,
  holdsRateLimits: false,
  holdsCache: true,
  sentinels: 3,
  replicas: 2,
};
const CACHE_ONLY: Partial<DeploymentFacts> = { holdsSessions: false };
const STRONG = '"mRz0Qp3Lk8Vt5Xw1Yb6Nc2Hd"';
const MONITOR = "sentinel monitor m 10.0.0.1 6379 2";

interface Example {
  fires: string;
  silent: string;
  facts?: Partial<DeploymentFacts>;
}

/** For each rule a file that it speaks about, and one like it that it does not. */
const EXAMPLES: Record<string, Example> = {
  "bind-empty": { fires: "bind ", silent: "bind 127.0.0.1" },
  "bind-any": { fires: "port 1", silent: "bind 10.0.0.1 127.0.0.1" },
  "bind-no-loopback": { fires: "bind 10.0.0.1", silent: "bind 10.0.0.1 -::1" },
  "no-password": { fires: 'requirepass ""', silent: `requirepass ${STRONG}` },
  "password-literal": { fires: 'requirepass "None"', silent: 'requirepass "{{ VAULT }}"' },
  "password-weak": { fires: 'masterauth "hunter2"', silent: `masterauth ${STRONG}` },
  "password-chars": {
    fires: `${MONITOR}\nsentinel auth-pass m "a b"`,
    silent: `${MONITOR}\nsentinel auth-pass m "a#\\\\b"`,
  },
  "value-newline": { fires: 'logfile "a\\nslaveof 1 2"', silent: 'logfile "a b"' },
  "value-invisible": { fires: 'logfile "/a\u202Egol"', silent: 'logfile "/\u00FCber"' },
  "unquoted-secret": { fires: "requirepass abc", silent: `requirepass ${STRONG}` },
  "acl-shadow": {
    fires: `user default on nopass ~* +@all\nrequirepass ${STRONG}`,
    silent: `user app on >x ~* +@all\nrequirepass ${STRONG}`,
  },
  "acl-two-places": {
    fires: "aclfile /etc/redis/users.acl\nuser app on >x ~* +@all",
    silent: 'aclfile ""\nuser app on >x ~* +@all',
  },
  "protected-mode-no": {
    fires: `protected-mode no\nbind 0.0.0.0\nrequirepass ${STRONG}`,
    silent: `protected-mode no\nbind 10.0.0.1\nrequirepass ${STRONG}`,
  },
  "inline-comment": { fires: "maxclients 100 # all of them", silent: "# maxclients 100" },
  "maxmemory-missing": { fires: "maxmemory 0mb", silent: "maxmemory 1gb" },
  "maxmemory-unit": { fires: "maxmemory 2g", silent: "maxmemory 2gb" },
  "eviction-sessions": { fires: "maxmemory-policy ALLKEYS-LRU", silent: "maxmemory-policy volatile-lru" },
  "noeviction-cache": {
    fires: "maxmemory-policy noeviction",
    silent: "maxmemory-policy allkeys-lru",
    facts: CACHE_ONLY,
  },
  "volatile-no-ttl": { fires: "maxmemory-policy volatile-ttl", silent: "maxmemory-policy noeviction" },
  "sessions-not-durable": { fires: "appendonly no\nsave 60 1", silent: "appendonly yes\nsave 60 1" },
  "no-persistence": { fires: 'save 60 1\nsave ""\nappendonly no', silent: 'save ""\nappendonly yes' },
  fsync: { fires: "appendonly yes\nappendfsync no", silent: "appendonly no\nappendfsync no" },
  "save-implicit": { fires: "port 1", silent: 'save ""' },
  "keyspace-cost": { fires: 'notify-keyspace-events "KEA"', silent: 'notify-keyspace-events "Ex"' },
  "keyspace-none": { fires: 'notify-keyspace-events ""', silent: 'notify-keyspace-events "Ex"' },
  "dir-tmp": { fires: "dir /tmp/redis", silent: "dir /tmpfiles" },
  "replica-no-masterauth": { fires: `requirepass ${STRONG}`, silent: `requirepass ${STRONG}\nmasterauth ${STRONG}` },
  "masterauth-mismatch": {
    fires: `requirepass ${STRONG}\nmasterauth "another"`,
    silent: `requirepass ${STRONG}\nmasterauth "another"\nmasteruser replication`,
  },
  "replicaof-static": { fires: "slaveof 10.0.0.1 6379", silent: "replicaof no one" },
  "announce-missing": { fires: "bind 0.0.0.0", silent: "bind 0.0.0.0\nreplica-announce-ip 10.0.0.1" },
  "sentinel-quorum": { fires: "sentinel monitor m 10.0.0.1 6379 1", silent: MONITOR },
  "sentinel-down-after": {
    fires: "sentinel down-after-milliseconds m 900",
    silent: "sentinel down-after-milliseconds m 5000",
  },
  "failover-timeout": {
    fires: "sentinel down-after-milliseconds m 5000\nsentinel failover-timeout m 14999",
    silent: "sentinel down-after-milliseconds m 5000\nsentinel failover-timeout m 15000",
  },
  "parallel-syncs": { fires: "sentinel parallel-syncs m 0", silent: "sentinel parallel-syncs m 1" },
  "sentinel-bind": { fires: MONITOR, silent: `${MONITOR}\nrequirepass ${STRONG}` },
  "sentinel-master-local": { fires: "sentinel monitor m 127.0.0.1 6379 2", silent: MONITOR },
  "sentinel-statement": {
    fires: "sentinel sentinel-user default password x +all",
    silent: "sentinel sentinel-user default",
  },
  "sentinel-hostname": {
    fires: "sentinel monitor m redis-1 6379 2\nsentinel resolve-hostnames yes",
    silent: "sentinel resolve-hostnames yes\nsentinel monitor m redis-1 6379 2",
  },
  "min-replicas": { fires: "port 1", silent: "min-slaves-to-write 1" },
  "rename-config": { fires: 'rename-command config ""', silent: 'rename-command KEYS ""' },
  "daemonize-supervised": { fires: "daemonize yes\nsupervised systemd", silent: "daemonize no\nsupervised systemd" },
  "runs-code": { fires: "loadmodule /tmp/evil.so", silent: "enable-debug-command no" },
  "directive-check": { fires: "maxmemory-polcy noeviction", silent: "maxmemory-policy noeviction" },
  "duplicate-directive": { fires: "port 1\nport 2", silent: "save 1 2\nsave 3 4" },
};

function rulesAbout(text: string, template: "redis" | "sentinel", facts: Partial<DeploymentFacts> = {}): string[] {
  const placeholders = new Set(["{{ VAULT }}"]);
  return findProblems({ template, text, facts: { ...FACTS, ...facts }, placeholders }).map(({ rule }) => rule);
}

test("every rule has its examples", () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(RULES.map(({ id }) => id).sort());
});

describe.each(RULES.map(({ id, of }) => [id, of] as const))("%s", (id, of) => {
  const { fires = "", silent = "", facts } = EXAMPLES[id] ?? {};
  const template = of === "sentinel" ? "sentinel" : "redis";

  it("speaks where it should", () => expect(rulesAbout(fires, template, facts)).toContain(id));
  it("is silent where it should be", () => expect(rulesAbout(silent, template, facts)).not.toContain(id));
});

describe("what redis-server would refuse", () => {
  it.each([
    ["maxmemory-polcy noeviction", "maxmemory-policy"],
    ["appendonly True", "yn()"],
    ["maxmemory-policy lru", "allkeys-lru"],
    ["port 65536", "65535"],
    ["port 06379", "leading zero"],
    ["maxmemory 75%", "bytes"],
    ["requirepass a b", "Quote"],
    ["requirepass", "Quote"],
    ['requirepass "a', "q()"],
    ["save 900", "pairs"],
    ["set-max-listpack-entries 128", "update"],
    ["client-output-buffer-limit normal 0 0", "class"],
  ])("is told of %s with what would be right", (line, fix) => {
    const [finding] = findProblems({ template: "redis", text: line, facts: FACTS, placeholders: new Set() }).filter(
      ({ rule }) => rule === "directive-check",
    );
    expect(finding?.fix).toContain(fix);
  });

  it("is not told with the secret that is in the line", () => {
    const text = "requirepass hunter2 hunter2\nrequirepas hunter2";
    const found = findProblems({ template: "redis", text, facts: FACTS, placeholders: new Set() });
    expect(JSON.stringify(found)).not.toContain("hunter2");
  });
});

it("tells of a number that is missing once, and of no NaN", () => {
  const text = `${MONITOR}\nsentinel down-after-milliseconds m\nsentinel failover-timeout m x\nsentinel parallel-syncs m`;
  const found = findProblems({ template: "sentinel", text, facts: FACTS, placeholders: new Set() });
  expect(JSON.stringify(found)).not.toContain("NaN");
  expect(found.filter(({ rule }) => rule === "sentinel-statement")).toHaveLength(3);
});

describe("the templates of the house", () => {
  it.each([
    ["redis", { REDIS_PASSWORD: "{{ VAULT }}", REDIS_MAX_MEMORY: "2gb" }],
    [
      "sentinel",
      { SENTINEL_MASTER_NAME: "m", SENTINEL_MASTER_IP: "10.0.0.1", SENTINEL_MASTER_PORT: 6379, SENTINEL_QUORUM: 2 },
    ],
  ] as const)("%s has nothing that the server would refuse", (template, variables) => {
    const source = readFileSync(new URL(`../../templates/${template}.conf.tpl`, import.meta.url), "utf8");
    const given = template === "redis" ? { ...variables, REDIS_PASSWORD: "x" } : variables;
    const rendered = tryRenderTemplate({ template: source, variables: given as Record<string, string> });
    const found = rendered.outcome === "rendered" ? rulesAbout(rendered.text, template) : [rendered.reason];
    expect(found).not.toContain("directive-check");
    expect(found).not.toContain("sentinel-statement");
    expect(found).not.toContain("unquoted-secret");
    expect(found).not.toContain("duplicate-directive");
  });
});
