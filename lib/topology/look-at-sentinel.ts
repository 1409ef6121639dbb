import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import {
  parseQuorumCheck,
  parseSentinelInfo,
  parseSentinelMaster,
  parseSentinelPeers,
  parseSentinelReplicas,
  type QuorumCheck,
  type SentinelMaster,
  type SentinelPeer,
  type SentinelReplica,
} from "#lib/redis/parse-sentinel.ts";
import { type Silence, toSilence } from "./look-at-instance.ts";

const WITHIN_MS = 1_000;

export interface SentinelView {
  master: SentinelMaster | undefined;
  replicas: SentinelReplica[];
  peers: SentinelPeer[];
  isTilt: boolean | undefined;
  quorum: QuorumCheck;
  quorumReply: string;
}

export interface SentinelLook {
  address: string;
  view: SentinelView | null;
  silence: Silence | null;
}

/** One Sentinel's own view, in one round trip; never throws. */
export async function lookAtSentinel(
  connections: DeploymentConnections,
  address: string,
  masterName: string,
): Promise<SentinelLook> {
  try {
    const handle = await connections.sentinel(address);
    const replies = await handle.run(
      "SENTINEL",
      (redis) =>
        redis
          .pipeline()
          .call("SENTINEL", "MASTER", masterName)
          .call("SENTINEL", "REPLICAS", masterName)
          .call("SENTINEL", "SENTINELS", masterName)
          .call("SENTINEL", "CKQUORUM", masterName)
          .info("sentinel")
          .exec(),
      { timeoutMs: WITHIN_MS },
    );
    const [master, replicas, peers, quorum, info] = replies ?? [];
    const quorumReply = textOf(quorum);
    return {
      address,
      view: {
        master: parseSentinelMaster(master?.[1]),
        replicas: parseSentinelReplicas(replicas?.[1]),
        peers: parseSentinelPeers(peers?.[1]),
        isTilt: parseSentinelInfo(textOf(info)).isTilt,
        quorum: parseQuorumCheck(quorumReply),
        quorumReply,
      },
      silence: null,
    };
  } catch (thrown) {
    return { address, view: null, silence: toSilence(thrown) };
  }
}

const LONGEST_REPLY = 300;

/** CKQUORUM says no by an error reply, whose text is the answer. */
function textOf(result: [Error | null, unknown] | undefined): string {
  const text = result?.[0] ? result[0].message : String(result?.[1] ?? "");
  return text.startsWith("#") ? text : text.slice(0, LONGEST_REPLY);
}
