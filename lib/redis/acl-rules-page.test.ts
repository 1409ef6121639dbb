import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  CONFIG_READER_ACL_RULES,
  CONFIG_WRITER_ACL_RULES,
  consoleAclRules,
  failoverAclRules,
  restorerAclRules,
  SENTINEL_ACL_RULES,
} from "./acl-rules.ts";

const page = readFileSync(new URL("../../docs/redis-users.md", import.meta.url), "utf8");
const rules = consoleAclRules({
  keyPatterns: ["session:*", "cache:*", "ratelimit:*"],
  channels: ["*"],
  publishChannels: ["console:test:*"],
});

it.each([
  ["console-reader", rules.reader],
  ["console-writer", rules.writer],
  ["console-config", CONFIG_READER_ACL_RULES],
  ["console-config-writer", CONFIG_WRITER_ACL_RULES],
  ["console-failover", failoverAclRules()],
  ["console-restorer", restorerAclRules(["cache:*", "ratelimit:*"])],
  ["console", SENTINEL_ACL_RULES],
])("has a line to copy for %s with the very rules that the code makes", (user, rule) => {
  expect(page.split("\n")).toContain(`user ${user} on #<sha256> ${rule}`);
});
