import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import type { DomainError } from "#lib/errors.ts";
import { forecastFailover } from "#lib/forecast/forecast-failover.ts";
import type { Forecast } from "#lib/forecast/schema.ts";
import { plainText } from "#lib/plain-text.ts";
import type { CounterWindow } from "./counter-window.ts";
import type { InstanceLook } from "./look-at-instance.ts";
import type { SentinelLook } from "./look-at-sentinel.ts";
import type { MasterOffsets } from "./master-offsets.ts";
import type {
  InstanceFigures,
  InstanceSetup,
  Observation,
  ObservedInstance,
  ObservedSentinel,
  Silence,
} from "./schema.ts";
import { flagWords } from "./sentinel-flags.ts";
import type { Target } from "./target.ts";
import { toFigures } from "./to-figures.ts";

const LONGEST_SENTENCE = 300;
/** Offsets read further apart say nothing about each other. */
const COMPARABLE_WITHIN_MS = 2_000;

export type SeenTarget<Look> = Pick<Target<Look>, "address" | "seen" | "failure">;

export interface WatchedInstance {
  readonly target: SeenTarget<InstanceLook>;
  readonly window: Pick<CounterWindow, "read">;
  readonly isOpenToAnybody: boolean | null;
  readonly setup: InstanceSetup | null;
}

export interface Sightings {
  deployment: string;
  config: DeploymentConfig;
  at: number;
  instances: readonly WatchedInstance[];
  sentinels: readonly SeenTarget<SentinelLook>[];
  /** What the sentinels say, or said last. */
  masterAddress: string | null;
  isFailoverUnderWay: boolean;
  offsets: Pick<MasterOffsets, "secondsBehind">;
}

/** Puts what was seen last of each together; pure. */
export function composeTopology(sightings: Sightings): Observation {
  const { deployment, config, at, masterAddress, isFailoverUnderWay } = sightings;
  const sentinels = sightings.sentinels.map(toSentinel);
  const instances = withoutAliases(sightings.instances, masterAddress).map((one) =>
    toInstance(one, sightings, sentinels),
  );
  return {
    deployment,
    kind: config.kind,
    masterName: config.kind === "sentinel" ? config.masterName : null,
    at,
    masterAddress,
    isFailoverUnderWay,
    forecast: config.kind === "sentinel" ? forecastOf(sightings, instances) : null,
    instances: instances.sort(byRole),
    sentinels,
  };
}

function forecastOf({ sentinels, isFailoverUnderWay }: Sightings, instances: readonly ObservedInstance[]): Forecast {
  return forecastFailover({
    beliefs: sentinels.flatMap(({ address, seen, failure }) =>
      failure === undefined && seen !== undefined ? [{ address, ...seen.look }] : [],
    ),
    isUnderWay: isFailoverUnderWay,
    lagOf(address) {
      const { lagBytes = null, lagSeconds = null } =
        instances.find((one) => one.address === address)?.figures?.replication ?? {};
      return { bytes: lagBytes, seconds: lagSeconds };
    },
  });
}

/** The configuration may name by host what the sentinels name by address: one server, one run id, one place. */
function withoutAliases(instances: readonly WatchedInstance[], preferred: string | null): WatchedInstance[] {
  const byRunId = new Map<string, WatchedInstance>();
  for (const instance of instances) {
    const { address, failure, seen } = instance.target;
    const runId = failure === undefined ? seen?.look.info.runId : undefined;
    const key = runId ?? address;
    if (!byRunId.has(key) || address === preferred) byRunId.set(key, instance);
  }
  return [...byRunId.values()];
}

function toInstance(
  { target: { address, seen, failure }, window, isOpenToAnybody, setup }: WatchedInstance,
  sightings: Sightings,
  sentinels: readonly ObservedSentinel[],
): ObservedInstance {
  return {
    address,
    role: roleOf(address, failure === undefined ? seen?.look : undefined, sightings, sentinels),
    flags: flagsOf(address, sentinels),
    pingMs: failure === undefined ? (seen?.look.pingMs ?? null) : null,
    figures: seen === undefined ? null : figuresOf(seen, window, sightings),
    figuresAt: seen?.at ?? null,
    silence: failure === undefined ? null : toSilence(failure),
    isOpenToAnybody,
    setup,
  };
}

function figuresOf(
  { look, at }: NonNullable<SeenTarget<InstanceLook>["seen"]>,
  window: WatchedInstance["window"],
  { instances, masterAddress, config, offsets }: Sightings,
): InstanceFigures {
  const follows = look.info.replication.masterAddress ?? masterAddress;
  const masters = instances.map(({ target }) => target);
  const master = masters.find(({ address, failure }) => address === follows && failure === undefined)?.seen;
  const isComparable = master !== undefined && Math.abs(master.at - at) <= COMPARABLE_WITHIN_MS;
  const masterOffset = isComparable ? master.look.info.replication.offset : undefined;
  const ownOffset = look.info.replication.offset;
  const isKnown = masterOffset !== undefined && ownOffset !== undefined;
  return toFigures(look.info, {
    at,
    window: window.read(),
    lagBytes: isKnown ? Math.max(0, masterOffset - ownOffset) : null,
    lagSeconds: isKnown && follows === masterAddress ? (offsets.secondsBehind(ownOffset) ?? null) : null,
    databases: config.logicalDatabases,
  });
}

/** Its own word; while it is silent, what the sentinels have it as. */
function roleOf(
  address: string,
  look: InstanceLook | undefined,
  { masterAddress }: Sightings,
  sentinels: readonly ObservedSentinel[],
): ObservedInstance["role"] {
  const own = look?.info.replication.role;
  if (own !== undefined) return own;
  if (address === masterAddress) return "master";
  return sentinels.some(({ replicas }) => replicas.some((replica) => replica.address === address))
    ? "replica"
    : "unknown";
}

function flagsOf(address: string, sentinels: readonly ObservedSentinel[]): string[] {
  const flags = sentinels
    .filter(({ silence }) => silence === null)
    .flatMap((sentinel) => [
      ...(sentinel.masterAddress === address ? sentinel.flags : []),
      ...sentinel.replicas.filter((replica) => replica.address === address).flatMap((replica) => replica.flags),
    ]);
  return [...new Set(flags)];
}

function toSentinel({ address, seen, failure }: SeenTarget<SentinelLook>): ObservedSentinel {
  const look = failure === undefined ? seen?.look : undefined;
  return {
    address,
    masterAddress: look?.master?.address ?? null,
    epoch: look?.master?.configEpoch ?? null,
    flags: look?.master === undefined ? [] : flagWords(look.master.flags),
    isTilt: look?.isTilt ?? null,
    masters: look?.masters ?? null,
    quorum: look?.master?.quorum ?? null,
    downAfterMs: look?.master?.downAfterMs ?? null,
    failoverTimeoutMs: look?.master?.failoverTimeoutMs ?? null,
    isQuorumOk: look?.isQuorumOk ?? null,
    quorumReply: look?.quorumReply === undefined ? null : plainText(look.quorumReply, LONGEST_SENTENCE),
    knownSentinels: look?.master?.otherSentinels ?? null,
    knownReplicas: look?.master?.replicas ?? null,
    replicas: (seen?.look.replicas ?? []).flatMap((replica) =>
      replica.address === undefined
        ? []
        : [
            {
              address: replica.address,
              flags: flagWords(replica.flags),
              isLinkUp: replica.isLinkUp ?? null,
              priority: replica.priority ?? null,
              offset: replica.offset ?? null,
            },
          ],
    ),
    peers: (seen?.look.peers ?? []).flatMap((peer) =>
      peer.address === undefined ? [] : [{ address: peer.address, flags: flagWords(peer.flags) }],
    ),
    silence: failure === undefined ? null : toSilence(failure),
    lastSeenAt: seen?.at ?? null,
  };
}

function toSilence({ code, message, advice }: DomainError): Silence {
  return { code, message: plainText(message, LONGEST_SENTENCE), advice };
}

const ROLE_ORDER = { master: 0, replica: 1, unknown: 2 } as const;

function byRole(one: ObservedInstance, other: ObservedInstance): number {
  return ROLE_ORDER[one.role] - ROLE_ORDER[other.role] || one.address.localeCompare(other.address);
}
