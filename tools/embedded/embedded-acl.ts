import { createHash } from "node:crypto";
import {
  CONFIG_READER_ACL_RULES,
  CONFIG_WRITER_ACL_RULES,
  failoverAclRules,
  restorerAclRules,
} from "#lib/redis/acl-rules.ts";
import { embeddedSecret, type SecretName } from "./embedded-secrets.ts";

/** Who may do what in the embedded deployment's Redis, apart from the console's own users. */
const OTHER_USERS: Record<string, { secret: SecretName; rules: string }> = {
  // What replication needs, and no more (redis.io, "ACL rules for Sentinel and Replicas").
  replication: { secret: "replication", rules: "resetchannels -@all +psync +replconf +ping" },
  sentinel: {
    secret: "sentinel-to-redis",
    rules:
      "allchannels -@all +multi +slaveof +replicaof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill",
  },
  lifecycle: {
    secret: "lifecycle",
    rules: "resetchannels -@all +auth +hello +ping +info +role +shutdown +lastsave +client|setname +config|get",
  },
  "sample-app": {
    secret: "sample-app",
    rules:
      "~session:* ~cache:* ~ratelimit:* &notifications:* &notifications:user:* &socket.io* &socket.io#/#* -@all +@read +@write +@connection +@pubsub +@scripting +@transaction +role -@dangerous",
  },
};

/** The file behind `aclfile`: passwords as hashes only, and the default user off. */
export function embeddedAclFile(folder: string, consoleRules: { reader: string; writer: string }): string {
  const users = Object.entries({
    ...OTHER_USERS,
    "console-reader": { secret: "console-reader", rules: consoleRules.reader },
    "console-config": { secret: "console-config", rules: CONFIG_READER_ACL_RULES },
    "console-config-writer": { secret: "console-config-writer", rules: CONFIG_WRITER_ACL_RULES },
    "console-restorer": { secret: "console-restorer", rules: restorerAclRules(["cache:*", "ratelimit:*"]) },
    "console-failover": { secret: "console-failover", rules: failoverAclRules() },
    "console-writer": { secret: "console-writer", rules: consoleRules.writer },
  } satisfies Record<string, { secret: SecretName; rules: string }>);
  const lines = users.map(
    ([name, { secret, rules }]) => `user ${name} on #${sha256(embeddedSecret(folder, secret))} ${rules}`,
  );
  return `${["user default off sanitize-payload resetchannels -@all", ...lines].join("\n")}\n`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
