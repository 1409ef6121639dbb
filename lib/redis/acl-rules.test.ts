import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CONFIG_READER_ACL_RULES,
  CONFIG_WRITER_ACL_RULES,
  consoleAclRules,
  failoverAclRules,
  SENTINEL_ACL_RULES,
} from "./acl-rules.ts";
import type { DeploymentRegistry } from "./deployment-connections.ts";
import { createDeploymentRegistry } from "./deployment-registry.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";
import { writeAndWait } from "./write-and-wait.ts";

const rules = consoleAclRules({ keyPatterns: ["session:*", "ratelimit:*"], channels: ["news:*"] });
const PASSWORD = "for-the-test";
const login = (username: string) => ({ username, password: { env: "X" } });

let deployment: TestDeployment;
let registry: DeploymentRegistry;
beforeAll(async () => {
  deployment = await startTestDeployment({
    replicas: 1,
    sentinels: 1,
    redisConf: [
      `user reader on >${PASSWORD} ${rules.reader}`,
      `user writer on >${PASSWORD} ${rules.writer}`,
      `user configurer on >${PASSWORD} ${CONFIG_READER_ACL_RULES}`,
      `user applier on >${PASSWORD} ${CONFIG_WRITER_ACL_RULES}`,
      `user switcher on >${PASSWORD} ${failoverAclRules()}`,
    ],
    sentinelConf: [`user watcher on >${PASSWORD} ${SENTINEL_ACL_RULES}`],
  });
  const config = deployment.config({
    users: { reader: login("reader"), writer: login("writer"), configReader: login("configurer") },
    sentinelUser: login("watcher"),
  });
  registry = createDeploymentRegistry({ test: config }, { readSecret: () => PASSWORD });
});
afterAll(async () => {
  await registry.close();
  await deployment.stop();
});

async function dryRun(user: string, command: string, address = deployment.master.address): Promise<string> {
  const outcome: unknown = await deployment.client(address).call("ACL", "DRYRUN", user, ...command.split(" "));
  return String(outcome);
}

const READS = [
  ...["SCAN 0 MATCH session:* COUNT 500", "MGET session:a session:b", "PTTL session:a", "HGETALL session:a"],
  ...["HGET session:a user", "HMGET session:a user ip", "GET ratelimit:a", "GETRANGE session:a 0 10"],
  ...["OBJECT ENCODING session:a", "MEMORY USAGE session:a", "TYPE session:a", "ZCOUNT ratelimit:a 0 1"],
  ...["INFO", "ROLE", "DBSIZE", "SELECT 3", "SLOWLOG GET 10", "CLIENT LIST", "LATENCY LATEST", "PUBSUB NUMSUB news:1"],
  ...["LATENCY HISTORY command", "LATENCY DOCTOR", "MEMORY DOCTOR", "MEMORY STATS", "SLOWLOG LEN", "CLIENT LIST ID 7"],
  ...["SUBSCRIBE news:1", "PSUBSCRIBE news:*", "SSUBSCRIBE news:1", "CLIENT SETNAME x"],
];

const WRITES = [
  ...["WATCH session:a", "UNWATCH", "MULTI", "EXEC", "DISCARD", "UNLINK session:a ratelimit:b", "WAIT 1 100"],
  ...["PUBLISH news:1 x", "SPUBLISH news:1 x", "CLIENT KILL ID 7", "BGSAVE"],
];

const FOR_NOBODY = [
  ...["GET cache:a", "UNLINK cache:a", "WATCH cache:a", "SET session:a 1", "EXPIRE session:a 1", "DEL session:a"],
  ...["KEYS *", "FLUSHDB", "FLUSHALL", "CONFIG GET requirepass", "CONFIG SET maxmemory 1", "EVAL 1 0", "MONITOR"],
  ...["DEBUG SLEEP 1", "SHUTDOWN", "REPLICAOF NO ONE", "FAILOVER", "RESTORE session:a 0 x", "MIGRATE h 1 k 0 1"],
  ...["MODULE LIST", "ACL LIST", "ACL SETUSER reader +@all", "SCRIPT LOAD x", "SAVE", "SWAPDB 0 1", "SORT session:a"],
  ...["PUBLISH other x", "SUBSCRIBE other", "SLOWLOG RESET", "CLIENT PAUSE 1000", "COPY session:a session:b"],
];

describe("the console's Redis users", () => {
  it.each(READS)("may both %s", async (command) => {
    expect(await dryRun("reader", command)).toBe("OK");
    expect(await dryRun("writer", command)).toBe("OK");
  });

  it.each(WRITES)("may %s only as the writer", async (command) => {
    expect(await dryRun("writer", command)).toBe("OK");
    expect(await dryRun("reader", command)).toMatch(/no permissions/i);
  });

  it.each(FOR_NOBODY)("may never %s", async (command) => {
    expect(await dryRun("reader", command)).toMatch(/no permissions/i);
    expect(await dryRun("writer", command)).toMatch(/no permissions/i);
  });

  it("have all that the connections need, from the Sentinels to the confirmed write", async () => {
    const connections = registry.get("test");
    await deployment.client(deployment.master.address).set("session:a", "1");
    expect((await connections.replica(0))?.address).toBe(deployment.replicas[0]?.address);
    const outcome = await connections.withExclusiveMaster(0, (handle) =>
      handle.run("UNLINK", (redis) =>
        writeAndWait(redis, handle.connectedReplicas, 1_000, (pipeline) => pipeline.unlink("session:a")),
      ),
    );
    expect(outcome).toEqual({ replies: [1], confirmedBy: 1 });
  });

  it("are told which command the ACL lacks, without what it was called with", async () => {
    const reader = await registry.get("test").master(0, "read");
    const refused = reader.run("UNLINK", (redis) => redis.unlink("session:secret"));
    await expect(refused).rejects.toMatchObject({
      code: "REDIS_REPLIED_ERROR",
      message: expect.stringMatching(/UNLINK.*reader/),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
    expect(await reader.run("PING", (redis) => redis.ping())).toBe("PONG");
  });
});

describe("the console's user for CONFIG GET", () => {
  it.each(["CONFIG SET maxmemory 1", "CONFIG REWRITE", "GET session:a", "SCAN 0", "CLIENT LIST"])(
    "may not %s",
    async (command) => {
      expect(await dryRun("configurer", command)).toMatch(/no permissions/i);
    },
  );

  it("brings the directives, and of a secret only that it is set", async () => {
    await deployment.client(deployment.master.address).config("SET", "masterauth", "swordfish");
    const directives = await registry.get("test").instanceConfig(deployment.master.address);
    expect(directives?.get("appendonly")).toBe("no");
    expect(directives?.get("masterauth")).toBe("(secret)");
    expect(directives?.get("requirepass")).toBe("");
    expect([...(directives ?? [])].flat().join()).not.toContain("swordfish");
  });
});

describe("the console's user that applies configuration", () => {
  it.each(["CONFIG SET maxmemory 1", "CONFIG GET maxmemory", "CONFIG REWRITE", "INFO", "PING"])(
    "may %s",
    async (command) => {
      expect(await dryRun("applier", command)).toBe("OK");
    },
  );

  it.each(["CONFIG RESETSTAT", "GET session:a", "SCAN 0", "ACL SETUSER applier +@all", "REPLICAOF NO ONE", "SHUTDOWN"])(
    "may not %s",
    async (command) => {
      expect(await dryRun("applier", command)).toMatch(/no permissions/i);
    },
  );
});

describe("the console's user for failovers", () => {
  it.each([
    ...["CLIENT PAUSE 1000 WRITE", "CLIENT UNPAUSE", "REPLICAOF NO ONE", "CONFIG REWRITE", "CLIENT KILL TYPE normal"],
    ...["INFO", "ROLE", "ACL DRYRUN switcher PING", "SET redis-console:drill 1", "GET redis-console:drill", "WAIT 1 1"],
    "UNLINK redis-console:write-probe",
  ])("may %s", async (command) => {
    expect(await dryRun("switcher", command)).toBe("OK");
  });

  it.each([
    ...["GET session:a", "SET session:a 1", "UNLINK session:a", "SCAN 0", "CLIENT LIST", "CONFIG GET requirepass"],
    ...[
      "CONFIG SET dir /",
      "SHUTDOWN",
      "FLUSHALL",
      "FAILOVER",
      "ACL SETUSER switcher +@all",
      "EVAL 1 0",
      "DEBUG SLEEP 1",
    ],
  ])("may not %s", async (command) => {
    expect(await dryRun("switcher", command)).toMatch(/no permissions/i);
  });
});

describe("the console's user in Sentinel", () => {
  const sentinel = () => deployment.sentinels[0]?.address ?? "";

  it.each([
    ...["SENTINEL MASTERS", "SENTINEL MASTER m", "SENTINEL REPLICAS m", "SENTINEL SENTINELS m", "SENTINEL CKQUORUM m"],
    ...["SENTINEL GET-MASTER-ADDR-BY-NAME m", "SENTINEL FAILOVER m", "PSUBSCRIBE *", "INFO", "ROLE", "PING"],
    "SENTINEL RESET m",
  ])("may %s", async (command) => {
    expect(await dryRun("watcher", command, sentinel())).toBe("OK");
  });

  it.each([
    ...["SENTINEL SET m quorum 1", "SENTINEL REMOVE m", "SENTINEL MONITOR m 10.0.0.1 1 1"],
    ...["SENTINEL CONFIG GET *", "SHUTDOWN", "PUBLISH x y", "ACL SETUSER watcher +@all"],
  ])("may not %s", async (command) => {
    expect(await dryRun("watcher", command, sentinel())).toMatch(/no permissions/i);
  });
});

it("name the commands of later versions only to servers that know them", () => {
  const at = (version: string) => consoleAclRules({ keyPatterns: ["a:*"], version }).reader;
  expect(at("6.2.14")).not.toContain("expiretime");
  expect(at("7.0.15")).toContain("+expiretime");
  expect(at("7.0.15")).not.toContain("setinfo");
  expect(at("7.2.0")).toContain("+client|setinfo");
  expect(at("10.1")).toContain("+client|setinfo");
});

it("let the writer publish to fewer channels than the reader hears", () => {
  const both = consoleAclRules({ keyPatterns: [], channels: ["*"], publishChannels: ["test:*"] });
  expect(both.reader).toMatch(/^resetchannels &\* -@all/);
  expect(both.writer).toMatch(/^resetchannels &test:\* -@all/);
  expect(consoleAclRules({ keyPatterns: [], channels: ["*"], publishChannels: [] }).writer).not.toContain("publish");
});

it("refuses a pattern that would end the rule and begin another", () => {
  expect(() => consoleAclRules({ keyPatterns: ["a:* +@all"] })).toThrow(TypeError);
});
