import { describe, expect, it } from "vitest";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import { judge, stateOf } from "./judge.ts";
import type { HealthState } from "./schema.ts";
import {
  EXPECTED,
  MASTER,
  REPLICAS,
  SILENT,
  testInstance,
  testObservation,
  testSentinel,
  testSilent,
} from "./test-observation.ts";

const [FIRST, SECOND] = REPLICAS;
const MIB = 2 ** 20;

function withMaster(changes: Parameters<typeof testInstance>[2]): Observation {
  return withInstance(testInstance(MASTER, "master", changes));
}

function withReplica(changes: Parameters<typeof testInstance>[2]): Observation {
  return withInstance(testInstance(FIRST, "replica", changes));
}

function withInstance(changed: ObservedInstance): Observation {
  const whole = testObservation();
  return { ...whole, instances: whole.instances.map((one) => (one.address === changed.address ? changed : one)) };
}

function withSentinel(changes: Parameters<typeof testSentinel>[1]): Observation {
  const [first, ...others] = testObservation().sentinels;
  return testObservation({ sentinels: [testSentinel(first?.address ?? "", changes), ...others] });
}

function stateOfCheck(seen: Observation, id: string): HealthState | undefined {
  return (
    judge(seen, EXPECTED).checks.find((check) => check.id === id && check.state !== "ok")?.state ??
    okOrNothing(seen, id)
  );
}

function okOrNothing(seen: Observation, id: string): HealthState | undefined {
  return judge(seen, EXPECTED).checks.some((check) => check.id === id) ? "ok" : undefined;
}

const NEVER_SAVED = { persistence: { saveAgeSeconds: 86_400 } };
const CHAINED = { replication: { masterAddress: SECOND } };

function withSetup(
  changes: Parameters<typeof testInstance>[2],
  setup: Partial<NonNullable<ObservedInstance["setup"]>>,
): Observation {
  const usual = { hasSavePoints: true, isAofOn: false, hasMasterAuth: true, minReplicas: 0 };
  return withInstance({ ...testInstance(MASTER, "master", changes), setup: { ...usual, ...setup } });
}

function withoutReplica(address: string) {
  return testObservation().sentinels.map((one) => ({
    ...one,
    replicas: one.replicas.filter((replica) => replica.address !== address),
  }));
}

const lately = { seconds: 60, lookups: 6_000, evictedKeys: 0, rejectedConnections: 0 };

const TABLE: [what: string, seen: Observation, id: string, state: HealthState | undefined][] = [
  ["memory far from its limit", withMaster({}), "memory", "ok"],
  ["memory at 80 % of maxmemory", withMaster({ memory: { usedBytes: 800, maxBytes: 1000 } }), "memory", "warning"],
  ["memory at 95 % of maxmemory", withMaster({ memory: { usedBytes: 950, maxBytes: 1000 } }), "memory", "critical"],
  [
    "no maxmemory, host nearly full",
    withMaster({ memory: { rssBytes: 96, maxBytes: null, hostBytes: 100 } }),
    "host-memory",
    "critical",
  ],
  [
    "fragmentation of little memory",
    withMaster({ memory: { usedBytes: MIB, fragmentationRatio: 9 } }),
    "fragmentation",
    "ok",
  ],
  ["fragmentation of much memory", withMaster({ memory: { fragmentationRatio: 1.6 } }), "fragmentation", "warning"],
  ["clients near maxclients", withMaster({ clients: { connected: 96, max: 100 } }), "clients", "critical"],
  ["most clients blocked", withMaster({ clients: { blocked: 90, max: 100 } }), "blocked-clients", "warning"],
  [
    "a rejected connection",
    withMaster({ traffic: { lately: { ...lately, rejectedConnections: 1 } } }),
    "rejected-connections",
    "critical",
  ],
  ["an evicted key", withMaster({ traffic: { lately: { ...lately, evictedKeys: 1 } } }), "evictions", "warning"],
  [
    "a great many evicted keys",
    withMaster({ traffic: { lately: { ...lately, evictedKeys: 2_000_000 } } }),
    "evictions",
    "critical",
  ],
  ["a low hit rate", withMaster({ traffic: { hitRate: 0.7 } }), "hit-rate", "warning"],
  ["a very low hit rate", withMaster({ traffic: { hitRate: 0.1 } }), "hit-rate", "critical"],
  ["a failed save", withMaster({ persistence: { isLastSaveOk: false } }), "last-save", "critical"],
  ["an old save with changes", withMaster({ persistence: { saveAgeSeconds: 3 * 3_600 } }), "save-age", "warning"],
  [
    "an old save without changes",
    withMaster({ persistence: { saveAgeSeconds: 3 * 3_600, changesSinceSave: 0 } }),
    "save-age",
    "ok",
  ],
  [
    "an AOF that cannot be written",
    withMaster({ persistence: { isAofEnabled: true, isLastAofWriteOk: false } }),
    "aof",
    "critical",
  ],
  [
    "a failed AOF rewrite",
    withMaster({ persistence: { isAofEnabled: true, isLastAofRewriteOk: false } }),
    "aof",
    "warning",
  ],
  ["a long fork", withMaster({ persistence: { lastForkMs: 300 } }), "fork", "warning"],
  ["an instance that loads", withReplica({ persistence: { isLoading: true } }), "answers", "warning"],
  ["a slow PING", withInstance({ ...testInstance(FIRST, "replica"), pingMs: 60 }), "ping", "warning"],
  ["a lost link", withReplica({ replication: { isLinkUp: false, lagBytes: null } }), "link", "critical"],
  [
    "a replica that synchronises",
    withReplica({ replication: { isLinkUp: false, isSyncing: true } }),
    "link",
    "warning",
  ],
  ["a replica of somebody else", withReplica({ replication: { masterAddress: "10.9.9.9:6379" } }), "link", "warning"],
  ["a lag of 2 MiB", withReplica({ replication: { lagBytes: 2 * MIB } }), "lag", "warning"],
  ["a lag of 48 MiB", withReplica({ replication: { lagBytes: 48 * MIB } }), "lag", "critical"],
  [
    "a lag of few bytes and many seconds",
    withReplica({ replication: { lagBytes: 10, lagSeconds: 40 } }),
    "lag",
    "critical",
  ],
  ["a lag nobody knows", withReplica({ replication: { lagBytes: null } }), "lag", "ok"],
  ["a writable replica", withReplica({ replication: { isReadOnly: false } }), "read-only-replica", "warning"],
  [
    "no good replica for min-replicas-to-write",
    withMaster({ replication: { goodReplicas: 0 } }),
    "min-replicas",
    "critical",
  ],
  ["one replica too few", withInstance(testSilent(testInstance(FIRST, "replica"))), "replicas", "warning"],
  ["a replica that is silent", withInstance(testSilent(testInstance(FIRST, "replica"))), "answers", "critical"],
  ["a master that is silent", withInstance(testSilent(testInstance(MASTER, "master"))), "one-master", "critical"],
  ["two masters", withInstance(testInstance(SECOND, "master")), "one-master", "critical"],
  ["sentinels that name a replica", testObservation({ masterAddress: SECOND }), "one-master", "warning"],
  ["a sentinel in tilt", withSentinel({ isTilt: true }), "tilt", "critical"],
  ["a sentinel with sdown", withSentinel({ flags: ["s_down"] }), "sentinel-view", "warning"],
  ["a sentinel with odown", withSentinel({ flags: ["s_down", "o_down"] }), "sentinel-view", "critical"],
  ["a sentinel that believes otherwise", withSentinel({ masterAddress: SECOND }), "sentinel-view", "critical"],
  ["a sentinel without quorum", withSentinel({ isQuorumOk: false }), "quorum", "warning"],
  ["a sentinel that is silent", withSentinel({ silence: SILENT, isQuorumOk: null }), "sentinel-answers", "warning"],
  ["a sentinel that knows of one too many", withSentinel({ knownSentinels: 3 }), "sentinel-number", "warning"],
  [
    "a maxmemory that the host does not have",
    withMaster({ memory: { maxBytes: 100, hostBytes: 90, rssBytes: 1, usedBytes: 1 } }),
    "host-memory",
    "warning",
  ],
  ["a sentinel that misses a replica", withSentinel({ replicas: [] }), "known-replicas", "warning"],
  [
    "a master that would come back empty",
    withInstance({
      ...testInstance(MASTER, "master"),
      setup: { hasSavePoints: false, isAofOn: false, hasMasterAuth: true, minReplicas: 0 },
    }),
    "restart-loss",
    "warning",
  ],
  [
    "a master that could not follow another",
    withInstance({
      ...testInstance(MASTER, "master"),
      setup: { hasSavePoints: true, isAofOn: false, hasMasterAuth: false, minReplicas: 0 },
    }),
    "master-auth",
    "warning",
  ],
  [
    "a setup that nobody may read",
    withInstance({ ...testInstance(MASTER, "master"), setup: null }),
    "restart-loss",
    undefined,
  ],
  ["a failover", testObservation({ isFailoverUnderWay: true }), "failover", "warning"],
  [
    "an instance without a password",
    withInstance({ ...testInstance(FIRST, "replica"), isOpenToAnybody: true }),
    "default-user",
    "critical",
  ],
  [
    "an instance nobody could try",
    testObservation({ instances: testObservation().instances.map((one) => ({ ...one, isOpenToAnybody: null })) }),
    "default-user",
    undefined,
  ],
  ["a release with a known hole", withMaster({ version: "7.2.4" }), "server-build", "warning"],
  ["a release of a series that distributions mend", withMaster({ version: "7.0.15" }), "server-build", "unknown"],
  ["a release that is mended", withMaster({ version: "7.4.6" }), "server-build", "ok"],
  ["a Valkey that is mended", withMaster({ version: "8.1.4", isValkey: true }), "server-build", "ok"],
  [
    "a Valkey that only a Redis would be mended with",
    withMaster({ version: "8.0.4", isValkey: true }),
    "server-build",
    "warning",
  ],
  ["a version that is none", withMaster({ version: "unknown" }), "server-build", "unknown"],
  ["a save of which INFO says nothing", withMaster({ persistence: { isLastSaveOk: null } }), "last-save", "unknown"],
  [
    "an instance that was never told to save",
    withSetup({ persistence: { saveAgeSeconds: 90_000 } }, { hasSavePoints: false }),
    "save-age",
    "ok",
  ],
  [
    "an instance that has not saved since its start, whatever it should",
    withInstance({ ...testInstance(MASTER, "master", NEVER_SAVED), setup: null }),
    "save-age",
    "ok",
  ],
  ["an instance that should have saved since its start", withSetup(NEVER_SAVED, {}), "save-age", "critical"],
  [
    "fewer good replicas than min-replicas-to-write",
    withSetup({ replication: { goodReplicas: 1 } }, { minReplicas: 2 }),
    "min-replicas",
    "critical",
  ],
  [
    "as many good replicas as min-replicas-to-write",
    withSetup({ replication: { goodReplicas: 2 } }, { minReplicas: 2 }),
    "min-replicas",
    "ok",
  ],
  [
    "replicas of which none may be promoted",
    testObservation({
      instances: [
        testInstance(MASTER, "master"),
        ...REPLICAS.map((one) => testInstance(one, "replica", { replication: { priority: 0 } })),
      ],
    }),
    "replicas",
    "critical",
  ],
  ["a replica of a replica, which cannot take over", withReplica(CHAINED), "replicas", "warning"],
  [
    "a replica of a replica, which no sentinel can know",
    { ...withReplica(CHAINED), sentinels: withoutReplica(FIRST) },
    "known-replicas",
    "ok",
  ],
  [
    "a replica that answers, and that a sentinel has as down",
    withSentinel({
      replicas: REPLICAS.map((address) => ({ address, flags: ["s_down"], isLinkUp: true, priority: 100, offset: 0 })),
    }),
    "known-replicas",
    "warning",
  ],
  [
    "a master that has not been asked yet",
    withInstance({ ...testInstance(MASTER, "master"), figures: null, figuresAt: null, pingMs: null }),
    "one-master",
    "unknown",
  ],
  [
    "a standalone instance that is a replica",
    testObservation({
      kind: "standalone",
      sentinels: [],
      masterAddress: FIRST,
      instances: [testInstance(FIRST, "replica")],
    }),
    "one-master",
    "critical",
  ],
];

describe("a judgement", () => {
  it("of refused connections and of forks goes by the deployment's own limits", () => {
    const traffic = { lately: { ...lately, rejectedConnections: 5 } };
    const seen = withMaster({ traffic, persistence: { lastForkMs: 5_000 } });
    const statesWith = (thresholds: Partial<typeof EXPECTED.thresholds>) => {
      const { checks } = judge(seen, { ...EXPECTED, thresholds: { ...EXPECTED.thresholds, ...thresholds } });
      return ["rejected-connections", "fork"].map(
        (id) => checks.find((check) => check.id === id && check.instance === MASTER)?.state,
      );
    };
    expect(statesWith({})).toEqual(["critical", "critical"]);
    const rejectedConnections = { warning: 5, critical: 50 };
    expect(statesWith({ rejectedConnections, forkMs: { warning: 5_001, critical: 9_000 } })).toEqual(["warning", "ok"]);
  });

  it.each(TABLE)("of %s", (_, seen, id, state) => {
    expect(stateOfCheck(seen, id)).toBe(state);
  });

  it("finds nothing wrong with a deployment that is well", () => {
    const report = judge(testObservation(), EXPECTED);
    expect(report.checks.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(report).toMatchObject({
      state: "ok",
      sentence: `OK: master ${MASTER}, 2 replicas in step, 3 of 3 sentinels agree.`,
    });
  });

  it("says the worst in one sentence", () => {
    const { sentence } = judge(withReplica({ replication: { lagBytes: 5 * MIB } }), EXPECTED);
    expect(sentence).toBe(`Warning: replica ${FIRST} is 5 MiB behind.`);
  });

  it("gives advice for all that is wrong and for nothing that is well", () => {
    for (const [, seen] of TABLE) {
      for (const { state, advice, id } of judge(seen, EXPECTED).checks) {
        expect([id, advice !== null]).toEqual([id, state !== "ok"]);
      }
    }
  });

  it("does not judge by what a silent instance said before", () => {
    const full = testInstance(FIRST, "replica", { memory: { usedBytes: 99, maxBytes: 100 } });
    expect(stateOfCheck(withInstance(testSilent(full)), "memory")).toBe("ok");
  });

  it("does not call the deployment unwell for what cannot be known", () => {
    expect(judge(withMaster({ version: "7.0.15" }), EXPECTED).state).toBe("ok");
  });

  it("calls nothing well before a master was seen", () => {
    const unasked = { ...testInstance(MASTER, "master"), figures: null, figuresAt: null, pingMs: null };
    expect(judge(withInstance(unasked), EXPECTED)).toMatchObject({
      state: "unknown",
      sentence: "Unknown: the master has not answered yet.",
    });
    const nothing = testObservation({ kind: "standalone", sentinels: [], instances: [unasked] });
    expect(judge(nothing, EXPECTED).state).toBe("unknown");
    const waiting = testObservation().sentinels.map((one) => ({
      ...one,
      masterAddress: null,
      isTilt: null,
      isQuorumOk: null,
      knownSentinels: null,
      replicas: [],
      lastSeenAt: null,
    }));
    const first = testObservation({ masterAddress: null, instances: [], sentinels: waiting });
    expect(judge(first, EXPECTED).state).toBe("unknown");
  });

  it("tells a replica that only the sentinels remember from one that has fallen silent", () => {
    const gone = testSilent(testInstance("10.0.0.9:6379", "replica"), null);
    const remembers = { address: gone.address, flags: ["s_down"], isLinkUp: false, priority: 100, offset: 0 };
    const whole = testObservation();
    const seen = {
      ...whole,
      instances: [...whole.instances, gone],
      sentinels: whole.sentinels.map((one) => ({ ...one, replicas: [...one.replicas, remembers] })),
    };
    const { checks, state } = judge(seen, EXPECTED);
    expect(checks.filter(({ instance }) => instance === gone.address).map(({ id }) => id)).toEqual(["stale-replica"]);
    expect(state).toBe("warning");
  });

  it("gives an instance the worst of its own checks", () => {
    const { checks } = judge(withReplica({ replication: { isReadOnly: false, lagBytes: 48 * MIB } }), EXPECTED);
    expect(stateOf(FIRST, checks)).toBe("critical");
    expect(stateOf(SECOND, checks)).toBe("ok");
  });
});
