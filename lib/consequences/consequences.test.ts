import { describe, expect, it, test } from "vitest";
import { findDirective } from "#lib/directives/directive-table.ts";
import { parseConfigFile } from "#lib/directives/parse-config-file.ts";
import { readSettings } from "#lib/directives/read-settings.ts";
import type { InstanceFigures } from "#lib/topology/schema.ts";
import type { Meeting } from "./consequence.ts";
import { findConsequences } from "./find-consequences.ts";
import { CONSEQUENCES } from "./rule-list.ts";

const GIB = 1024 ** 3;

interface Case {
  file: string;
  live?: Record<string, string>;
  used?: number;
  more?: Partial<Meeting>;
}

/** Only what the rules look at. */
function figures(usedBytes: number): InstanceFigures {
  return {
    clients: { connected: 120, blocked: 0, max: 10_000 },
    memory: { usedBytes, hostBytes: 8 * GIB },
    keyspace: [{ db: 3, purpose: null, keys: 10, expires: 0 }],
    replication: { connectedReplicas: 1 },
  } as unknown as InstanceFigures;
}

function meeting({ file, live = {}, used = GIB, more = {} }: Case): Meeting {
  const rendered = readSettings(parseConfigFile(file));
  return {
    address: "10.0.0.2:6379",
    role: "master",
    usesSentinel: true,
    holdsSessions: true,
    rendered,
    after: (name) => (rendered.has(name) ? rendered.get(name)?.value : findDirective(name)?.fallback),
    now: (name) => live[name] ?? findDirective(name)?.fallback,
    changedSecrets: new Set(),
    figures: figures(used),
    persistentOthers: 1,
    onHost: undefined,
    missingFolders: undefined,
    ...more,
  };
}

/** For each rule a deploy that it warns of, and one like it that it does not. */
const CASES: Record<string, { warns: Case; silent: Case }> = {
  "memory-too-small": { warns: { file: "maxmemory 512mb" }, silent: { file: "maxmemory 2gb" } },
  "memory-of-host": { warns: { file: "maxmemory 7gb" }, silent: { file: "maxmemory 4gb" } },
  "too-many-clients": { warns: { file: "maxclients 100" }, silent: { file: "maxclients 120" } },
  "aof-by-restart": {
    warns: { file: "appendonly yes", live: { appendonly: "no" } },
    silent: { file: "appendonly yes", live: { appendonly: "yes" } },
  },
  "aof-moved": {
    warns: { file: "appendonly yes\nappendfilename b.aof", live: { appendonly: "yes" } },
    silent: { file: "appendonly no\nappendfilename b.aof", live: { appendonly: "no" } },
  },
  "dump-moved": { warns: { file: "dbfilename b.rdb" }, silent: { file: "dbfilename dump.rdb" } },
  "persistence-ends": { warns: { file: 'save ""\nappendonly no' }, silent: { file: 'save ""\nappendonly yes' } },
  "failover-reverted": {
    warns: { file: "replicaof 10.0.0.1 6379" },
    silent: { file: "replicaof 10.0.0.1 6379", live: { replicaof: "10.0.0.1 6379" } },
  },
  "eviction-begins": {
    warns: { file: "maxmemory-policy allkeys-lru" },
    silent: { file: "maxmemory-policy allkeys-lru", live: { "maxmemory-policy": "volatile-lru" } },
  },
  "eviction-ends": {
    warns: { file: "maxmemory 1gb\nmaxmemory-policy noeviction", live: { "maxmemory-policy": "allkeys-lru" } },
    silent: { file: "maxmemory 4gb\nmaxmemory-policy noeviction", live: { "maxmemory-policy": "allkeys-lru" } },
  },
  "databases-too-few": { warns: { file: "databases 3" }, silent: { file: "databases 4" } },
  "too-few-replicas": { warns: { file: "min-replicas-to-write 2" }, silent: { file: "min-replicas-to-write 1" } },
  "password-changes": {
    warns: { file: 'requirepass "x"', more: { changedSecrets: new Set(["requirepass"]) } },
    silent: { file: 'requirepass "x"' },
  },
  "address-moves": { warns: { file: "port 6380" }, silent: { file: "port 6379" } },
  "clients-lowered": {
    warns: {
      file: "maxclients 10000",
      live: { maxclients: "4064" },
      more: { onHost: readSettings(parseConfigFile("maxclients 10000")) },
    },
    silent: { file: "maxclients 10000", live: { maxclients: "10000" } },
  },
  "folder-missing": {
    warns: { file: "logfile /no/redis.log", more: { missingFolders: new Set(["/no"]) } },
    silent: { file: "logfile /var/redis.log", more: { missingFolders: new Set(["/no"]) } },
  },
  "needs-restart": { warns: { file: "databases 32" }, silent: { file: "maxmemory 4gb" } },
};

test("every rule has its cases", () => {
  expect(Object.keys(CASES).sort()).toEqual(CONSEQUENCES.map(({ id }) => id).sort());
});

describe.each(Object.entries(CASES))("%s", (rule, { warns, silent }) => {
  const rules = (one: Case) => findConsequences(meeting(one)).map((finding) => finding.rule);

  it("is told where a deploy does that", () => expect(rules(warns)).toContain(rule));
  it("is not told where it does not", () => expect(rules(silent)).not.toContain(rule));
});

test("amounts are told as people read them", () => {
  const file = "maxmemory 2gb\nmaxmemory-policy allkeys-lru";
  const [finding] = findConsequences(meeting({ file, used: 2.6 * GIB, live: { "maxmemory-policy": "allkeys-lru" } }));
  expect(finding?.message).toBe("maxmemory 2 GiB is below the 2.6 GiB used on 10.0.0.2:6379.");
  expect(finding?.why).toContain("About 614 MiB would be evicted at once");
});

test("a volatile policy is not said to evict what has no time to live", () => {
  const why = (keys: number, expires: number) => {
    const keyspace = [{ db: 0, purpose: null, keys, expires }];
    const more = { figures: { ...figures(2.6 * GIB), keyspace } };
    return findConsequences(meeting({ file: "maxmemory 2gb\nmaxmemory-policy volatile-lru", more })).find(
      ({ rule }) => rule === "memory-too-small",
    )?.why;
  };
  expect(why(1_000, 0)).toMatch(/^Every write would fail with OOM/);
  expect(why(12_000, 2_000)).toMatch(/^Up to 614 MiB would be evicted .*2,000 of 12,000 keys/);
});

test("a replica is told to evict only once it is the master", () => {
  const file = "maxmemory 2gb\nmaxmemory-policy allkeys-lru";
  const why = (more: string) =>
    findConsequences(meeting({ file: `${file}\n${more}`, used: 2.6 * GIB, more: { role: "replica" } })).find(
      ({ rule }) => rule === "memory-too-small",
    )?.why;
  expect(why("")).toMatch(/ignores the limit: as soon as it is the master, about 614 MiB would be evicted at once/);
  expect(why("replica-ignore-maxmemory no")).toMatch(/^About 614 MiB/);
});

test("a master's name is not taken for another master than its address", () => {
  const severity = (replicaof: string, role: "master" | "replica" = "replica") =>
    findConsequences(meeting({ file: "replicaof redis-1 6379", live: { replicaof }, more: { role } })).find(
      ({ rule }) => rule === "failover-reverted",
    )?.severity;
  expect([severity("10.0.0.1 6379"), severity("10.0.0.1 6380"), severity("", "master")]).toEqual([
    "note",
    "error",
    "error",
  ]);
});

test("the last instance that keeps its data is told apart", () => {
  const file = 'save ""\nappendonly no';
  const severity = (persistentOthers: number) =>
    findConsequences(meeting({ file, more: { persistentOthers } })).find(({ rule }) => rule === "persistence-ends")
      ?.severity;
  expect([severity(0), severity(2)]).toEqual(["error", "warning"]);
});
