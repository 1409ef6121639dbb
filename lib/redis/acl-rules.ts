interface AclNeeds {
  /** Globs of the keys of all configured keyspaces. */
  keyPatterns: readonly string[];
  /** Channels that the writer may publish to. */
  channels?: readonly string[];
  /** CLIENT SETINFO is known from 7.2 on; before, a file that names it ends the server's start. */
  version?: string;
}

const READER =
  "-@all +hello +auth +ping +echo +select +client|setname +client|id +scan +exists +type +ttl +pttl +strlen +hlen +llen +scard +zcard +xlen " +
  "+get +mget +getrange +hget +hmget +hgetall +hscan +zrange +zcount +zscore +lrange +sscan +object|encoding +memory|usage +memory|doctor +dbsize " +
  "+info +role +lastsave +slowlog|get +slowlog|len +latency|latest +latency|history +latency|doctor +client|list +client|info " +
  "+pubsub|channels +pubsub|numsub +pubsub|numpat +pubsub|shardchannels +pubsub|shardnumsub +acl|whoami";

const WRITER = "+unlink +wait +watch +unwatch +multi +exec +discard";

/** The rules of the console's own Redis users, with the fewest rights that its pages need. */
export function consoleAclRules({ keyPatterns, channels = [], version = "7.0" }: AclNeeds): {
  reader: string;
  writer: string;
} {
  const keys = keyPatterns.map((pattern) => `~${pattern}`).join(" ");
  const info = isAtLeast(version, 7, 2) ? " +client|setinfo" : "";
  const publish = channels.length === 0 ? "" : ` ${channels.map((channel) => `&${channel}`).join(" ")} +publish`;
  const reader = `resetchannels ${keys} ${READER}${info}`;
  return { reader, writer: `${reader} ${WRITER}${publish}` };
}

/** The rules of the console's user in Sentinel: it looks, listens, and may start a failover. */
export const SENTINEL_ACL_RULES =
  "resetchannels &* -@all +hello +auth +ping +info +role +client|setname +subscribe +psubscribe +sentinel|masters +sentinel|master +sentinel|replicas " +
  "+sentinel|slaves +sentinel|sentinels +sentinel|get-master-addr-by-name +sentinel|ckquorum +sentinel|myid +sentinel|failover";

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split(".").map(Number);
  return first > major || (first === major && second >= minor);
}
