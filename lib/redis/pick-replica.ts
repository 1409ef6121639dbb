import { isAllowedAddress } from "./allowed-address.ts";
import type { MasterHandle } from "./deployment-connections.ts";
import { before, type OpenClient } from "./open-client.ts";
import { parseInfo } from "./parse-info.ts";

const WITHIN_MS = 1_000;

/** The online replica with the highest offset whose own link is up; undefined where there is none. */
export async function pickReplica(
  master: MasterHandle,
  allowed: readonly string[] | undefined,
  client: (address: string) => Promise<OpenClient>,
): Promise<string | undefined> {
  const { replication } = parseInfo(await master.run("INFO replication", (redis) => redis.info("replication")));
  const online = replication.replicas
    .filter(({ address, state }) => state === "online" && isAllowedAddress(address, allowed))
    .sort((a, b) => (b.offset ?? 0) - (a.offset ?? 0));
  for (const { address } of online) if (await hasLink(address, client)) return address;
  return undefined;
}

async function hasLink(address: string, client: (address: string) => Promise<OpenClient>): Promise<boolean> {
  const asked = (async () => (await client(address)).redis.info("replication"))();
  // A replica that does not answer is simply not read from; the overview says why.
  const text = await before(WITHIN_MS, address, asked).catch(() => "");
  return parseInfo(text).replication.isLinkUp === true;
}
