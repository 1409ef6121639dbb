import type { DeploymentConnections } from "./deployment-connections.ts";
import { parseRole } from "./parse-role.ts";
import { parseSentinelReplicas } from "./parse-sentinel.ts";

export interface NamedInstance {
  readonly address: string;
  readonly role: "master" | "replica";
}

/** Every data instance that the master or a Sentinel names, down ones too; the master first, if there is one. */
export async function listInstances(connections: DeploymentConnections): Promise<NamedInstance[]> {
  const [byMaster, bySentinel] = await Promise.allSettled([namedByMaster(connections), namedBySentinels(connections)]);
  if (byMaster.status === "rejected" && bySentinel.status === "rejected") throw byMaster.reason;
  const master = byMaster.status === "fulfilled" ? byMaster.value : [];
  const others = bySentinel.status === "fulfilled" ? bySentinel.value : [];
  if (master.length + others.length === 0 && byMaster.status === "rejected") throw byMaster.reason;
  return [...new Map([...others, ...master].map((one) => [one.address, one])).values()].sort(
    (one, other) => Number(other.role === "master") - Number(one.role === "master"),
  );
}

async function namedByMaster(connections: DeploymentConnections): Promise<NamedInstance[]> {
  const master = await connections.master(0, "read");
  const role = parseRole(await master.run("ROLE", (redis) => redis.role()));
  const replicas = role?.role === "master" ? role.replicas : [];
  return [
    { address: master.address, role: "master" },
    ...replicas.map(({ address }) => ({ address, role: "replica" as const })),
  ];
}

async function namedBySentinels(connections: DeploymentConnections): Promise<NamedInstance[]> {
  const { config } = connections;
  if (config.kind !== "sentinel") return [];
  const { masterName } = config;
  const ask = async (address: string): Promise<NamedInstance[]> => {
    const sentinel = await connections.sentinel(address);
    const reply: unknown = await sentinel.run("SENTINEL REPLICAS", (redis) =>
      redis.call("SENTINEL", "REPLICAS", masterName),
    );
    return parseSentinelReplicas(reply).flatMap((replica) =>
      replica.address === undefined ? [] : [{ address: replica.address, role: "replica" as const }],
    );
  };
  return Promise.any(config.sentinels.map(ask));
}
