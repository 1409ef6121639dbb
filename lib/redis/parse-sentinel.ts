import { joinAddress } from "./address.ts";
import { parseInfoText } from "./parse-info.ts";

/** What a Sentinel says of an instance or of another Sentinel. */
export interface SentinelView {
  address: string;
  runId: string | undefined;
  /** As Redis writes them, but for the replica's: master, replica, sentinel, s_down, o_down, disconnected, failover_in_progress … */
  flags: string[];
  lastOkPingMs: number | undefined;
  downAfterMs: number | undefined;
}

export interface SentinelMasterView extends SentinelView {
  name: string;
  configEpoch: number | undefined;
  knownReplicas: number | undefined;
  /** Without the one that was asked. */
  otherSentinels: number | undefined;
  quorum: number | undefined;
  failoverTimeoutMs: number | undefined;
  parallelSyncs: number | undefined;
}

export interface SentinelReplicaView extends SentinelView {
  masterAddress: string | undefined;
  isMasterLinkUp: boolean | undefined;
  masterLinkDownMs: number | undefined;
  priority: number | undefined;
  offset: number | undefined;
}

/** SENTINEL MASTER name; undefined for what is no such reply. */
export function parseSentinelMaster(reply: unknown): SentinelMasterView | undefined {
  const fields = toFields(reply);
  const view = toView(fields);
  const name = fields.get("name");
  if (view === undefined || name === undefined) return undefined;
  return {
    ...view,
    name,
    configEpoch: number(fields, "config-epoch"),
    knownReplicas: number(fields, "num-slaves"),
    otherSentinels: number(fields, "num-other-sentinels"),
    quorum: number(fields, "quorum"),
    failoverTimeoutMs: number(fields, "failover-timeout"),
    parallelSyncs: number(fields, "parallel-syncs"),
  };
}

/** SENTINEL REPLICAS name. */
export function parseSentinelReplicas(reply: unknown): SentinelReplicaView[] {
  return list(reply).flatMap((item) => {
    const fields = toFields(item);
    const view = toView(fields);
    if (view === undefined) return [];
    const [host, port] = [fields.get("master-host"), fields.get("master-port")];
    const link = fields.get("master-link-status");
    return [
      {
        ...view,
        masterAddress: host === undefined || host === "?" || port === undefined ? undefined : joinAddress(host, port),
        isMasterLinkUp: link === undefined ? undefined : link === "ok",
        masterLinkDownMs: number(fields, "master-link-down-time"),
        priority: number(fields, "slave-priority"),
        offset: number(fields, "slave-repl-offset"),
      },
    ];
  });
}

/** SENTINEL SENTINELS name: the others. */
export function parseSentinelPeers(reply: unknown): SentinelView[] {
  return list(reply).flatMap((item) => toView(toFields(item)) ?? []);
}

/** Whether a Sentinel mistrusts its own clock and therefore does nothing but watch. */
export function parseTilt(info: string): boolean | undefined {
  const tilt = parseInfoText(info).get("sentinel_tilt");
  return tilt === undefined ? undefined : tilt === "1";
}

function toView(fields: Map<string, string>): SentinelView | undefined {
  const [host, port] = [fields.get("ip"), fields.get("port")];
  if (!host || !port || !/^\d{1,5}$/.test(port)) return undefined;
  return {
    address: joinAddress(host, port),
    runId: fields.get("runid") || undefined,
    flags: (fields.get("flags") ?? "")
      .split(",")
      .filter(Boolean)
      .map((flag) => (flag === "slave" ? "replica" : flag)),
    lastOkPingMs: number(fields, "last-ok-ping-reply"),
    downAfterMs: number(fields, "down-after-milliseconds"),
  };
}

/** Replies are flat lists of names and values; with RESP3 they are maps. */
function toFields(reply: unknown): Map<string, string> {
  if (reply instanceof Map) return new Map([...reply].map(([name, value]) => [String(name), String(value)]));
  const fields = new Map<string, string>();
  const flat = list(reply);
  for (let index = 0; index + 1 < flat.length; index += 2) fields.set(String(flat[index]), String(flat[index + 1]));
  return fields;
}

function list(reply: unknown): unknown[] {
  return Array.isArray(reply) ? reply : [];
}

function number(fields: Map<string, string>, name: string): number | undefined {
  const value = Number(fields.get(name) ?? "");
  return fields.get(name) && Number.isFinite(value) ? value : undefined;
}
