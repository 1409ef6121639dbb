import type { SentinelSnapshot } from "#lib/topology/schema.ts";
import type { Sample } from "./sample.ts";
import { toSamples } from "./to-samples.ts";

const DOWN = /^(s_down|o_down|disconnected|master_down)$/;

/** All that one sentinel says of the deployment. */
export function sentinelSamples(deployment: string, master: string | null, sentinel: SentinelSnapshot): Sample[] {
  // Prometheus would put the console's own address where no instance is named.
  const labels = { deployment, instance: "", sentinel: sentinel.address };
  if (sentinel.silence !== null) return toSamples(labels, { redis_console_sentinel_up: 0 });
  if (sentinel.lastSeenAt === null) return [];
  const { flags, replicas, peers, knownSentinels } = sentinel;
  const isUp = (one: { flags: readonly string[] }) => !one.flags.some((flag) => DOWN.test(flag));
  const [isSdown, isOdown] = ["s_down", "o_down"].map((flag) => flags.includes(flag));
  return [
    ...toSamples(labels, {
      redis_console_sentinel_up: 1,
      redis_console_sentinel_agrees: sentinel.masterAddress === master,
      redis_console_sentinel_quorum: sentinel.quorum,
      redis_sentinel_masters: sentinel.masters,
      redis_sentinel_master_status: !isSdown && !isOdown,
      redis_sentinel_master_slaves: sentinel.knownReplicas,
      redis_sentinel_master_ok_slaves: replicas.filter(isUp).length,
      redis_sentinel_master_sentinels: knownSentinels === null ? null : knownSentinels + 1,
      redis_sentinel_master_ok_sentinels: peers.filter(isUp).length + 1,
      redis_sentinel_master_ckquorum_status: sentinel.isQuorumOk,
      redis_sentinel_tilt: sentinel.isTilt,
    }),
    ...toSamples({ ...labels, kind: "sdown" }, { redis_console_sentinel_master_down: isSdown }),
    ...toSamples({ ...labels, kind: "odown" }, { redis_console_sentinel_master_down: isOdown }),
  ];
}
