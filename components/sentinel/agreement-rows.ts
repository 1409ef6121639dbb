import { formatDuration } from "#lib/browser/format-duration.ts";
import type { SentinelSnapshot, Topology } from "#lib/topology/schema.ts";

export interface AgreementCell {
  text: string;
  /** Another than most of them say. */
  isOdd: boolean;
}

export interface AgreementRow {
  name: string;
  /** One for each sentinel, in their order; null where it is silent. */
  cells: readonly (AgreementCell | null)[];
  isDisputed: boolean;
}

type Read = (sentinel: SentinelSnapshot) => string;

const UNKNOWN = "not known";
const time = (ms: number | null) => (ms === null ? UNKNOWN : formatDuration(ms));

/** What each sentinel believes, one belief a row. */
export function agreementRows({ sentinels }: Pick<Topology, "sentinels">): AgreementRow[] {
  const replicas = [...new Set(sentinels.flatMap((one) => one.replicas.map(({ address }) => address)))].sort();
  const rows: [name: string, read: Read][] = [
    ["Master", ({ masterAddress }) => masterAddress ?? "none"],
    ["Its state", ({ flags }) => stateOf(flags)],
    ["Configuration epoch", ({ epoch }) => (epoch === null ? UNKNOWN : String(epoch))],
    ["Quorum", ({ quorum }) => (quorum === null ? UNKNOWN : String(quorum))],
    ["CKQUORUM", ({ isQuorumOk }) => (isQuorumOk === null ? UNKNOWN : isQuorumOk ? "reached" : "not reached")],
    ["Tilt", ({ isTilt }) => (isTilt === null ? UNKNOWN : isTilt ? "in tilt" : "no")],
    ["Other sentinels", ({ peers }) => peersOf(peers)],
    ["Down after", ({ downAfterMs }) => time(downAfterMs)],
    ["Failover timeout", ({ failoverTimeoutMs }) => time(failoverTimeoutMs)],
    ...replicas.map((address): [string, Read] => [`Replica ${address}`, (sentinel) => replicaOf(sentinel, address)]),
  ];
  return rows.map(([name, read]) => toRow(name, sentinels, read));
}

function toRow(name: string, sentinels: readonly SentinelSnapshot[], read: Read): AgreementRow {
  const texts = sentinels.map((sentinel) => (sentinel.silence === null ? read(sentinel) : null));
  const said = texts.filter((text) => text !== null);
  const counts = [...Map.groupBy(said, (text) => text)].sort(([, one], [, other]) => other.length - one.length);
  const usual = counts[0]?.[0];
  return {
    name,
    cells: texts.map((text) => (text === null ? null : { text, isOdd: text !== usual })),
    isDisputed: counts.length > 1,
  };
}

function stateOf(flags: readonly string[]): string {
  return flags.length === 0 ? "up" : flags.join(", ");
}

function peersOf(peers: SentinelSnapshot["peers"]): string {
  const down = peers.filter(({ flags }) => flags.length > 0).length;
  return down === 0 ? `${peers.length}` : `${peers.length}, ${down} of them down`;
}

function replicaOf({ replicas }: SentinelSnapshot, address: string): string {
  const replica = replicas.find((one) => one.address === address);
  if (replica === undefined) return "not known to it";
  const link = replica.isLinkUp === false ? ", link down" : "";
  return `${stateOf(replica.flags)}${link}, priority ${replica.priority ?? UNKNOWN}`;
}
