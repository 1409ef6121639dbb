import { joinAddress } from "./address.ts";

export type InstanceRole =
  | { readonly role: "master"; readonly offset: number | undefined; readonly replicas: readonly OnlineReplica[] }
  | {
      readonly role: "replica";
      readonly masterAddress: string | undefined;
      /** Linked to the master and past the first synchronisation. */
      readonly isLinkUp: boolean;
      readonly offset: number | undefined;
    }
  | { readonly role: "sentinel"; readonly masterNames: readonly string[] };

interface OnlineReplica {
  readonly address: string;
  readonly offset: number | undefined;
}

/** Never throws; undefined when the reply is none that ROLE gives. */
export function parseRole(reply: unknown): InstanceRole | undefined {
  if (!Array.isArray(reply)) return undefined;
  const [role, first, second, third, fourth]: unknown[] = reply;
  if (role === "master") return { role, offset: toOffset(first), replicas: parseReplicas(second) };
  if (role === "sentinel") {
    return { role, masterNames: Array.isArray(first) ? first.filter((name) => typeof name === "string") : [] };
  }
  if (role !== "slave" && role !== "replica") return undefined;
  return {
    role: "replica",
    masterAddress: joinAddress(first, second),
    isLinkUp: third === "connected",
    offset: toOffset(fourth),
  };
}

function parseReplicas(list: unknown): OnlineReplica[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const [host, port, offset]: unknown[] = Array.isArray(entry) ? entry : [];
    const address = joinAddress(host, port);
    return address === undefined ? [] : [{ address, offset: toOffset(offset) }];
  });
}

/** A replica that has never synchronised says -1. */
function toOffset(value: unknown): number | undefined {
  const offset = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof offset === "number" && Number.isFinite(offset) && offset >= 0 ? offset : undefined;
}
