import { setTimeout as delay } from "node:timers/promises";
import { DomainError, isDomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { lookAtSentinel, type SentinelLook } from "#lib/topology/look-at-sentinel.ts";

const LOOK_EVERY_MS = 200;
const ANSWERS_WITHIN_MS = 1_000;

interface Wait {
  readonly connections: DeploymentConnections;
  readonly masterName: string;
  readonly sentinel: string;
  readonly master: string;
  /** Whom it must know again: replicas by address, other Sentinels by number. */
  readonly replicas: readonly string[];
  readonly peers: number;
  readonly withinMs: number;
  readonly signal: AbortSignal;
  say(words: string): void;
}

/** Until a Sentinel that has forgotten, or was restarted, is of use again: it knows everybody, all up, and sees the quorum. */
export async function waitUntilItKnows(wait: Wait): Promise<SentinelLook> {
  const { connections, masterName, sentinel, withinMs, signal, say } = wait;
  const deadline = performance.now() + withinMs;
  for (;;) {
    const look = await lookAtSentinel(connections, masterName, sentinel, ANSWERS_WITHIN_MS).catch(passOver);
    const missing = whatIsMissing(wait, look);
    if (missing === undefined && look !== undefined) return look;
    say(`${missing}`);
    if (signal.aborted)
      throw new DomainError("CONFLICT", `It was stopped while Sentinel ${sentinel} looked around: ${missing}`);
    if (performance.now() > deadline) {
      throw new DomainError(
        "TIMEOUT",
        `Sentinel ${sentinel} has not recovered within ${withinMs / 1_000} s: ${missing}`,
        {
          where: sentinel,
          advice: "No other Sentinel was touched. Look at its log and at the network between it and the others.",
        },
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}

function whatIsMissing({ master, replicas, peers }: Wait, look: SentinelLook | undefined): string | undefined {
  if (look?.master === undefined) return "It does not answer yet.";
  if (look.master.address !== master) return `It names ${look.master.address} as the master, and not ${master}.`;
  if (look.master.flags.isSdown) return "It has not reached the master yet.";
  const up = look.replicas.filter(({ flags }) => !flags.isSdown && !flags.isDisconnected);
  const unknown = replicas.filter((address) => !up.some((one) => one.address === address && one.isLinkUp === true));
  if (unknown.length > 0) return `It does not see these replicas yet: ${unknown.join(", ")}.`;
  const known = look.peers.filter(({ flags }) => !flags.isSdown && !flags.isDisconnected).length;
  if (known < peers) return `It knows ${known} of ${peers} other Sentinels.`;
  return look.isQuorumOk === true ? undefined : "It does not see the quorum yet.";
}

function passOver(thrown: unknown): undefined {
  if (!isDomainError(thrown)) throw thrown;
}
