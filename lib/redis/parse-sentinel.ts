import { joinAddress } from "./address.ts";
import { parseInfoText } from "./parse-info.ts";

/** A master as one Sentinel sees it. */
export interface SentinelMaster {
  readonly name: string;
  readonly address: string | undefined;
  readonly runId: string | undefined;
  readonly flags: SentinelFlags;
  readonly quorum: number | undefined;
  /** Replicas this Sentinel knows of, down ones too. */
  readonly replicas: number | undefined;
  readonly otherSentinels: number | undefined;
  readonly downAfterMs: number | undefined;
  readonly failoverTimeoutMs: number | undefined;
  readonly parallelSyncs: number | undefined;
  readonly configEpoch: number | undefined;
  /** How long this Sentinel has had it in sdown. */
  readonly sdownMs: number | undefined;
  readonly lastOkPingMs: number | undefined;
  readonly lastPingReplyMs: number | undefined;
}

export interface SentinelReplica {
  readonly address: string | undefined;
  readonly runId: string | undefined;
  readonly flags: SentinelFlags;
  readonly masterAddress: string | undefined;
  readonly isLinkUp: boolean | undefined;
  readonly linkDownMs: number | undefined;
  readonly offset: number | undefined;
  /** 0: never becomes the master. */
  readonly priority: number | undefined;
  readonly lastOkPingMs: number | undefined;
  /** Since this Sentinel last read its INFO. */
  readonly infoAgeMs: number | undefined;
}

/** Another Sentinel, as one Sentinel sees it. */
export interface SentinelPeer {
  readonly address: string | undefined;
  readonly runId: string | undefined;
  readonly flags: SentinelFlags;
  readonly lastOkPingMs: number | undefined;
  readonly lastHelloMs: number | undefined;
  readonly votedLeader: string | undefined;
}

/** Redis' own words: sdown is one Sentinel's opinion, odown the quorum's. */
export interface SentinelFlags {
  readonly isSdown: boolean;
  readonly isOdown: boolean;
  readonly isDisconnected: boolean;
  readonly isFailoverInProgress: boolean;
}

export interface SentinelInfo {
  readonly isTilt: boolean | undefined;
  readonly tiltSeconds: number | undefined;
  readonly masters: number | undefined;
  readonly runningScripts: number | undefined;
}

/** What CKQUORUM says: whether enough Sentinels are there to judge, and to elect who leads a failover. */
export interface QuorumCheck {
  readonly isOk: boolean;
  readonly usableSentinels: number | undefined;
  readonly hasQuorum: boolean | undefined;
  readonly hasMajority: boolean | undefined;
}

export function parseSentinelMaster(reply: unknown): SentinelMaster | undefined {
  const read = fieldsOf(reply);
  const name = read?.text("name");
  if (read === undefined || name === undefined) return undefined;
  return {
    name,
    address: read.address("ip", "port"),
    runId: read.text("runid"),
    flags: parseFlags(read.text("flags")),
    quorum: read.number("quorum"),
    replicas: read.number("num-slaves"),
    otherSentinels: read.number("num-other-sentinels"),
    downAfterMs: read.number("down-after-milliseconds"),
    failoverTimeoutMs: read.number("failover-timeout"),
    parallelSyncs: read.number("parallel-syncs"),
    configEpoch: read.number("config-epoch"),
    sdownMs: read.number("s-down-time"),
    lastOkPingMs: read.number("last-ok-ping-reply"),
    lastPingReplyMs: read.number("last-ping-reply"),
  };
}

export function parseSentinelMasters(reply: unknown): SentinelMaster[] {
  return each(reply, parseSentinelMaster);
}

export function parseSentinelReplicas(reply: unknown): SentinelReplica[] {
  return each(reply, (entry) => {
    const read = fieldsOf(entry);
    if (read === undefined) return undefined;
    const link = read.text("master-link-status");
    return {
      address: read.address("ip", "port"),
      runId: read.text("runid"),
      flags: parseFlags(read.text("flags")),
      masterAddress: read.address("master-host", "master-port"),
      isLinkUp: link === undefined ? undefined : link === "ok",
      linkDownMs: read.number("master-link-down-time"),
      offset: read.number("slave-repl-offset"),
      priority: read.number("slave-priority"),
      lastOkPingMs: read.number("last-ok-ping-reply"),
      infoAgeMs: read.number("info-refresh"),
    };
  });
}

export function parseSentinelPeers(reply: unknown): SentinelPeer[] {
  return each(reply, (entry) => {
    const read = fieldsOf(entry);
    if (read === undefined) return undefined;
    const leader = read.text("voted-leader");
    return {
      address: read.address("ip", "port"),
      runId: read.text("runid"),
      flags: parseFlags(read.text("flags")),
      lastOkPingMs: read.number("last-ok-ping-reply"),
      lastHelloMs: read.number("last-hello-message"),
      votedLeader: leader === "?" ? undefined : leader,
    };
  });
}

/** Takes the reply of INFO sentinel. */
export function parseSentinelInfo(text: string): SentinelInfo {
  const fields = parseInfoText(text);
  const number = (name: string) => toCount(fields.get(name));
  const tilt = number("sentinel_tilt");
  const since = number("sentinel_tilt_since_seconds");
  return {
    isTilt: tilt === undefined ? undefined : tilt === 1,
    tiltSeconds: since,
    masters: number("sentinel_masters"),
    runningScripts: number("sentinel_running_scripts"),
  };
}

/** Takes the text of the reply, which is an error reply where the check fails. */
export function parseQuorumCheck(text: string): QuorumCheck {
  const usable = /(\d{1,6}) usable Sentinels/i.exec(text)?.[1];
  const isOk = text.startsWith("OK");
  const lacksQuorum = /not enough available Sentinels to reach the specified quorum/i.test(text);
  const lacksMajority =
    /not enough available Sentinels to reach the majority/i.test(text) || /majority and authorize/i.test(text);
  const isKnown = isOk || text.startsWith("NOQUORUM");
  return {
    isOk,
    usableSentinels: usable === undefined ? undefined : Number(usable),
    hasQuorum: isKnown ? isOk || !lacksQuorum : undefined,
    hasMajority: isKnown ? isOk || !lacksMajority : undefined,
  };
}

function parseFlags(text = ""): SentinelFlags {
  const flags = new Set(text.split(","));
  return {
    isSdown: flags.has("s_down"),
    isOdown: flags.has("o_down"),
    isDisconnected: flags.has("disconnected"),
    isFailoverInProgress: flags.has("failover_in_progress"),
  };
}

/** Sentinel answers flat lists of name, value, name, value. */
function fieldsOf(reply: unknown) {
  if (!Array.isArray(reply)) return undefined;
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < reply.length; at += 2) {
    const [name, value]: unknown[] = reply.slice(at, at + 2);
    if (typeof name === "string" && typeof value === "string") fields.set(name, value);
  }
  return {
    text: (name: string) => fields.get(name) || undefined,
    number: (name: string) => toCount(fields.get(name)),
    address: (host: string, port: string) => joinAddress(fields.get(host), fields.get(port)),
  };
}

function each<T>(reply: unknown, parse: (entry: unknown) => T | undefined): T[] {
  if (!Array.isArray(reply)) return [];
  return reply.flatMap((entry: unknown) => parse(entry) ?? []);
}

function toCount(text: string | undefined): number | undefined {
  return text !== undefined && /^-?\d{1,15}$/.test(text) && Number(text) >= 0 ? Number(text) : undefined;
}
