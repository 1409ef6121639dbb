import type { Circumstances } from "./circumstances.ts";
import { isMaster } from "./guards.ts";
import type { LifecycleAction } from "./schema.ts";

/** What people will notice, in the order in which they do. */
export function describeEffects(circumstances: Circumstances, action: LifecycleAction): string[] {
  const { target, sight } = circumstances;
  if (action === "start") return [startWords(circumstances), ...loadWords(circumstances)];
  if (sight.state === "gone") {
    return action === "stop"
      ? ["It does not run, so nothing changes."]
      : ["It does not run, so it is only started.", ...loadWords(circumstances)];
  }
  if (target.kind === "sentinel") return sentinelEffects(action);
  const effects = isMaster(circumstances)
    ? masterEffects(circumstances, action)
    : replicaEffects(circumstances, action);
  return [
    ...effects,
    ...stopWords(circumstances),
    ...(action === "stop" ? ["It stays down until somebody starts it."] : []),
  ];
}

function startWords({ sight, target }: Circumstances): string {
  if (sight.state !== "gone" && sight.state !== "unasked")
    return "It answers already, so its script will find it running.";
  return `It is started from ${target.configFile}, and counts as started once it answers PING.`;
}

/** The Sentinels still name it, so it comes back as the master. */
function loadWords({ comeback }: Circumstances): string[] {
  const { dataFile, dataBytes = 0, dataAgeSeconds } = comeback?.stored ?? {};
  if (comeback === null || dataFile === undefined || dataAgeSeconds === undefined) return [];
  return [
    `It comes back as the master with what ${dataFile} holds (${megabytes(dataBytes)}, last written ${dataAgeSeconds} s ago), and ${comeback.held.map(({ address }) => address).join(", ")} follow it.`,
  ];
}

function sentinelEffects(action: LifecycleAction): string[] {
  return [
    "Applications that ask it for the master ask the next one; their connections to Redis stay.",
    action === "stop"
      ? "It stays down until somebody starts it; the others go on counting it as one of theirs."
      : "For a few seconds it watches nothing. It has nothing to save.",
  ];
}

function replicaEffects({ info, master }: Circumstances, action: LifecycleAction): string[] {
  const clients = info?.clients.connected ?? 0;
  return [
    `Its ${clients} connected ${clients === 1 ? "client loses its connection" : "clients lose their connections"}; whoever reads from it must read elsewhere.`,
    ...(master === null ? [] : [`The master ${master.address} goes on.`]),
    ...(action === "restart"
      ? ["When it is back it takes from its master what it missed, or everything where the backlog is too short."]
      : []),
  ];
}

function masterEffects({ info, quorum }: Circumstances, action: LifecycleAction): string[] {
  const clients = info?.clients.connected ?? 0;
  const seconds = quorum?.downAfterMs == null ? null : quorum.downAfterMs / 1_000;
  return [
    `It is the master: its ${clients} connected ${clients === 1 ? "client loses its connection" : "clients lose their connections"}, and nothing is read or written ${action === "stop" ? "any more" : "until it is back"}.`,
    ...(seconds === null || action === "stop"
      ? []
      : [
          `If it is away for longer than ${seconds} s the sentinels fail over, and writes that no replica has are lost. To fail over first is safer.`,
        ]),
  ];
}

/** A save of much data takes long, and nobody is served meanwhile. */
function stopWords({ info }: Circumstances): string[] {
  const used = info?.memory.usedBytes;
  if (used === undefined) return [];
  return [`Before it ends it writes its data (${megabytes(used)} in memory) to disk. If that fails it stays up.`];
}

function megabytes(bytes: number): string {
  return bytes < 1_048_576 ? "less than 1 MiB" : `${Math.round(bytes / 1_048_576)} MiB`;
}
