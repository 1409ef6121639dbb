import { isAtLeast } from "./server-version.ts";

interface AclScope {
  /** The globs of the keys the console may see; whatever else is in the instance stays closed to it. */
  readonly keyPatterns: readonly string[];
  /** The globs of the channels it may listen to. */
  readonly channelPatterns?: readonly string[];
  /** The globs of the channels it may publish test messages to. */
  readonly publishPatterns?: readonly string[];
  /** The oldest server that must load the rules: Redis refuses to start over a command it does not know. */
  readonly serverVersion: string;
}

interface ConsoleAclRules {
  readonly reader: string;
  readonly writer: string;
  readonly sentinel: string;
}

const READ_COMMANDS = [
  ...["hello", "auth", "ping", "select", "client|setname", "client|id"],
  ...["scan", "exists", "type", "ttl", "pttl", "strlen", "getrange", "get", "mget"],
  ...["hlen", "hget", "hmget", "hgetall", "hscan", "llen", "scard", "zcard", "zcount", "xlen"],
  ...["memory|usage", "object|encoding", "object|idletime", "object|freq"],
  ...["dbsize", "info", "role", "lastsave", "time", "client|list", "slowlog|get", "slowlog|len"],
  ...["latency|latest", "latency|history", "pubsub|channels", "pubsub|numsub", "pubsub|numpat"],
];

/** Commands of a reader by the first version that knows them. */
const LATER_READ_COMMANDS = [
  { since: "7.0", commands: ["expiretime", "pexpiretime", "pubsub|shardchannels", "pubsub|shardnumsub"] },
  { since: "7.2", commands: ["client|setinfo"] },
] as const;

const LISTEN_COMMANDS = ["subscribe", "psubscribe", "unsubscribe", "punsubscribe"];
const WRITE_COMMANDS = [
  ...["unlink", "wait", "watch", "unwatch", "multi", "exec", "discard"],
  ...["publish", "client|kill", "bgsave"],
];

const SENTINEL_COMMANDS = [
  ...["hello", "auth", "ping", "info", "role", "client|setname", "subscribe", "psubscribe"],
  ...["unsubscribe", "punsubscribe", "sentinel|masters", "sentinel|master", "sentinel|replicas"],
  ...["sentinel|sentinels", "sentinel|get-master-addr-by-name", "sentinel|ckquorum", "sentinel|failover"],
  "sentinel|slaves",
];

/** What an administrator puts behind `user NAME on #HASH`: the console's three users, each with no more than it needs. */
export function consoleAclRules(scope: AclScope): ConsoleAclRules {
  const later = LATER_READ_COMMANDS.filter(({ since }) => isAtLeast(scope.serverVersion, since));
  const keys = scope.keyPatterns.map((pattern) => `~${pattern}`);
  const listened = scope.channelPatterns ?? [];
  const read = [...READ_COMMANDS, ...later.flatMap(({ commands }) => commands), ...LISTEN_COMMANDS];
  const published = [...new Set([...listened, ...(scope.publishPatterns ?? [])])];
  return {
    reader: rules(keys, listened, read),
    writer: rules(keys, published, [...read, ...WRITE_COMMANDS]),
    // Sentinel's events name what happens to the deployment and carry no data, so all of them may be heard.
    sentinel: rules([], ["*"], SENTINEL_COMMANDS),
  };
}

function rules(keys: readonly string[], channels: readonly string[], commands: readonly string[]): string {
  const parts = [...keys, "resetchannels", ...channels.map((pattern) => `&${pattern}`), "-@all"];
  for (const part of parts) {
    if (/\s/.test(part)) throw new TypeError("A pattern in an ACL rule cannot hold white space.");
  }
  return [...parts, ...commands.map((command) => `+${command}`)].join(" ");
}
