import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import {
  parseQuorumCheck,
  parseSentinelInfo,
  parseSentinelMaster,
  parseSentinelPeers,
  parseSentinelReplicas,
  type SentinelMaster,
  type SentinelPeer,
  type SentinelReplica,
} from "#lib/redis/parse-sentinel.ts";

export interface SentinelLook {
  master: SentinelMaster | undefined;
  replicas: SentinelReplica[];
  peers: SentinelPeer[];
  isTilt: boolean | undefined;
  masters: number | undefined;
  isQuorumOk: boolean | undefined;
  quorumReply: string | undefined;
}

/** All that one sentinel knows of the master name, in one round trip. */
export async function lookAtSentinel(
  connections: DeploymentConnections,
  masterName: string,
  address: string,
  timeoutMs: number,
): Promise<SentinelLook> {
  const handle = await connections.sentinel(address);
  return handle.run(
    "SENTINEL MASTER",
    async (redis) => {
      const replies = await redis
        .pipeline()
        .call("SENTINEL", "MASTER", masterName)
        .call("SENTINEL", "REPLICAS", masterName)
        .call("SENTINEL", "SENTINELS", masterName)
        .call("SENTINEL", "CKQUORUM", masterName)
        .call("INFO", "sentinel")
        .exec();
      const [master, replicas, sentinels, quorum, info] = replies ?? [];
      if (master?.[0]) throw master[0];
      // A sentinel that may not be asked for the rest has not said that there is nothing.
      const refused = [replicas, sentinels, quorum].find((reply) => reply?.[0]?.message.startsWith("NOPERM"));
      if (refused?.[0]) throw refused[0];
      const { isTilt, masters } = parseSentinelInfo(String(info?.[1] ?? ""));
      return {
        master: parseSentinelMaster(master?.[1]),
        replicas: parseSentinelReplicas(replicas?.[1]),
        peers: parseSentinelPeers(sentinels?.[1]),
        isTilt,
        masters,
        ...readQuorum(quorum),
      };
    },
    { timeoutMs },
  );
}

/** No quorum is an error reply; any other error says nothing about it. */
function readQuorum([error, reply]: [Error | null, unknown] | [] = []): Pick<
  SentinelLook,
  "isQuorumOk" | "quorumReply"
> {
  const text = error?.message ?? String(reply ?? "");
  const { isOk, hasQuorum } = parseQuorumCheck(text);
  return hasQuorum === undefined
    ? { isQuorumOk: undefined, quorumReply: undefined }
    : { isQuorumOk: isOk, quorumReply: text };
}
