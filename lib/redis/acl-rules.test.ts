import { afterAll, beforeAll, expect, it } from "vitest";
import { consoleAclRules, SENTINEL_ACL_RULES } from "./acl-rules.ts";
import { startTestDeployment, type TestDeployment } from "./test-deployment.ts";

let deployment: TestDeployment;
beforeAll(async () => {
  deployment = await startTestDeployment();
});
afterAll(() => deployment.stop());

const rules = consoleAclRules({ keyPatterns: ["session:*"], channels: ["news:*"] });

async function dryRun(user: string, rule: string, command: string): Promise<string> {
  const redis = deployment.client(deployment.master.address);
  await redis.call("ACL", "SETUSER", user, "reset", "on", ...rule.split(" "));
  return String(await redis.call("ACL", "DRYRUN", user, ...command.split(" ")));
}

it.each([
  "SCAN 0 MATCH session:* COUNT 500",
  "MGET session:a session:b",
  "PTTL session:a",
  "HGETALL session:a",
  "INFO",
  "ROLE",
  "SLOWLOG GET 10",
])("lets the reader %s", async (command) => expect(await dryRun("reader", rules.reader, command)).toBe("OK"));

it.each([
  "UNLINK session:a",
  "SET session:a 1",
  "GET cache:a",
  "KEYS *",
  "FLUSHDB",
  "CONFIG GET requirepass",
  "EVAL 1 0",
  "MONITOR",
  "DEBUG SLEEP 1",
  "SHUTDOWN",
])("refuses the reader %s", async (command) =>
  expect(await dryRun("reader", rules.reader, command)).toMatch(/no permissions/),
);

it.each(["WATCH session:a", "MULTI", "UNLINK session:a", "EXEC", "WAIT 1 100", "PUBLISH news:1 x"])(
  "lets the writer %s",
  async (command) => expect(await dryRun("writer", rules.writer, command)).toBe("OK"),
);

it.each([
  "UNLINK cache:a",
  "SET session:a 1",
  "FLUSHALL",
  "PUBLISH other x",
  "REPLICAOF NO ONE",
  "RESTORE session:a 0 x",
])("refuses the writer %s", async (command) =>
  expect(await dryRun("writer", rules.writer, command)).toMatch(/no permissions/),
);

it("gives rules for Sentinel that a server knows", () => {
  expect(SENTINEL_ACL_RULES).not.toContain("+@all");
});
