import { isAtLeast } from "./server-version.ts";

interface AclNeeds {
  /** Globs of the keys of all configured keyspaces; whatever else is in the instance stays closed. */
  keyPatterns: readonly string[];
  /** Channels that the console may listen to. A PSUBSCRIBE needs the very pattern that stands here, or one that is *. */
  channels?: readonly string[];
  /** Channels that the writer may publish to; unless given, all that it may listen to. */
  publishChannels?: readonly string[];
  /** The oldest server that loads the rules: a file that names a command it does not know ends its start. */
  version?: string;
}

const READER = [
  "hello auth ping echo select client|setname client|id acl|whoami",
  "scan exists type ttl pttl strlen get mget getrange object|encoding object|idletime object|freq memory|usage",
  "hlen hget hmget hgetall hscan llen lrange scard sscan zcard zcount zrange zscore xlen",
  "dbsize info role lastsave time client|list client|info slowlog|get slowlog|len memory|doctor memory|stats",
  "latency|latest latency|history latency|doctor pubsub|channels pubsub|numsub pubsub|numpat",
].join(" ");

const WRITER = "unlink wait watch unwatch multi exec discard client|kill bgsave";

const SINCE_7_0 = "expiretime pexpiretime pubsub|shardchannels pubsub|shardnumsub";
const LISTENING = "subscribe psubscribe unsubscribe punsubscribe";
const SHARDED_SINCE_7_0 = "ssubscribe sunsubscribe";
const SINCE_7_2 = "client|setinfo";

/** The rules of the console's own Redis users, with the fewest rights that its pages need. */
export function consoleAclRules(needs: AclNeeds): { reader: string; writer: string } {
  const { channels = [], publishChannels = channels, version = "7.0" } = needs;
  const isSharding = isAtLeast(version, "7.0");
  const reading = [
    "-@all",
    ...allow(READER),
    ...(isSharding ? allow(SINCE_7_0) : []),
    ...(isAtLeast(version, "7.2") ? allow(SINCE_7_2) : []),
    ...(channels.length > 0 ? allow(LISTENING) : []),
    ...(channels.length > 0 && isSharding ? allow(SHARDED_SINCE_7_0) : []),
  ];
  const publishing = publishChannels.length > 0 ? allow(isSharding ? "publish spublish" : "publish") : [];
  return {
    reader: [...scopeOf(needs.keyPatterns, channels), ...reading].join(" "),
    writer: [...scopeOf(needs.keyPatterns, publishChannels), ...reading, ...allow(WRITER), ...publishing].join(" "),
  };
}

function scopeOf(keyPatterns: readonly string[], channels: readonly string[]): string[] {
  const scope = [
    "resetchannels",
    ...keyPatterns.map((pattern) => `~${pattern}`),
    ...channels.map((channel) => `&${channel}`),
  ];
  if (scope.some((rule) => /\s/.test(rule))) throw new TypeError("A pattern in an ACL rule cannot hold white space.");
  return scope;
}

/** The rules of the console's user for CONFIG GET: it sees no key, and changes nothing. */
export const CONFIG_READER_ACL_RULES = [
  "resetchannels -@all",
  ...allow("hello auth ping client|setname info config|get"),
].join(" ");

/** The rules of the console's user that applies configuration: it sees no key; which directives it sets is the console's own list. */
export const CONFIG_WRITER_ACL_RULES = [
  "resetchannels -@all",
  ...allow("hello auth ping client|setname info config|get config|set config|rewrite"),
].join(" ");

/**
 * The rules of the console's user for failovers: it pauses writes, makes an old master a replica, and has keys of its own to try
 * whether a master takes writes. The application's keys are closed to it.
 */
export function failoverAclRules(version = "7.0"): string {
  return [
    "resetchannels ~redis-console:* -@all",
    ...allow("hello auth ping info role client|setname client|pause client|unpause client|kill replicaof"),
    ...allow("config|rewrite set get unlink wait"),
    ...(isAtLeast(version, "7.0") ? allow("acl|whoami acl|dryrun") : []),
  ].join(" ");
}

/**
 * The rules of the console's user that keeps and brings back what is deleted: give it the keys of caches and rate limits alone,
 * for with RESTORE a session could be forged.
 */
export function restorerAclRules(keyPatterns: readonly string[]): string {
  const scope = ["resetchannels", ...keyPatterns.map((pattern) => `~${pattern}`)];
  return [
    ...scope,
    "-@all",
    ...allow("hello auth ping select client|setname info role dump restore pexpiretime memory|usage wait"),
  ].join(" ");
}

/** The rules of the console's user in Sentinel: it looks, hears events, and may start a failover or a reset. */
export const SENTINEL_ACL_RULES = [
  // Sentinel's events name what happens to the deployment and carry no data.
  "resetchannels &* -@all",
  ...allow("hello auth ping info role client|setname subscribe psubscribe unsubscribe punsubscribe"),
  ...allow("sentinel|masters sentinel|master sentinel|replicas sentinel|slaves sentinel|sentinels sentinel|myid"),
  ...allow("sentinel|get-master-addr-by-name sentinel|ckquorum sentinel|failover sentinel|reset"),
].join(" ");

function allow(commands: string): string[] {
  return commands.split(" ").map((command) => `+${command}`);
}
