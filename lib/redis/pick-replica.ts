import { isAllowedAddress } from "./allowed-address.ts";
import { askRole, type MasterRole } from "./ask-role.ts";
import type { OpenClient } from "./open-client.ts";

/** One that hangs must leave time to ask the next. */
const ONE_REPLICA_MS = 700;
/** Two replicas that take turns at being a few commands ahead are equally good. */
const SAME_OFFSET_WITHIN_BYTES = 65_536;

interface Choice {
  readonly online: MasterRole["replicas"];
  readonly allowed: readonly string[] | undefined;
  /** The one that was read from before: it stays while it is as good as the best. */
  readonly before: string | undefined;
  readonly client: (address: string) => Promise<OpenClient>;
}

/** The online replica with the highest offset that says itself that its link is up; undefined where there is none. */
export async function pickReplica({ online, allowed, before, client }: Choice): Promise<OpenClient | undefined> {
  const best = Math.max(...online.map(({ offset }) => offset ?? 0));
  const worth = ({ address, offset = 0 }: MasterRole["replicas"][number]) =>
    address === before && best - offset <= SAME_OFFSET_WITHIN_BYTES ? best : offset - 1;
  const inOrder = online
    .filter(({ address }) => isAllowedAddress(address, allowed))
    .sort((a, b) => worth(b) - worth(a));
  for (const { address } of inOrder) {
    const open = await openLinked(address, client);
    if (open !== undefined) return open;
  }
  return undefined;
}

async function openLinked(
  address: string,
  client: (address: string) => Promise<OpenClient>,
): Promise<OpenClient | undefined> {
  try {
    const open = await client(address);
    const role = await askRole(open, ONE_REPLICA_MS);
    return role?.role === "replica" && role.isLinkUp ? open : undefined;
  } catch {
    // A replica that does not answer is simply not read from; the overview says why.
    return undefined;
  }
}
