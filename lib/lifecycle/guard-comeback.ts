import type { Circumstances } from "./circumstances.ts";
import type { Comeback, HeldData, StoredData } from "./comeback.ts";
import type { Refusal } from "./schema.ts";

/** A master that comes back with less than its replicas hold makes them drop the rest: they copy what it has. */
export function guardComeback({ comeback, quorum, target }: Circumstances): Refusal[] {
  if (comeback === null) return [];
  const { held } = comeback;
  const [most] = held.toSorted((one, other) => other.keys - one.keys);
  if (most === undefined) return [];
  const words = lossWords(comeback);
  if (words === undefined) return [];
  const they = held.length === 1 ? "its replica holds" : `its ${held.length} replicas hold up to`;
  const isElectable = quorum !== null && quorum.reachable.length >= quorum.needed;
  return [
    {
      code: "older-data",
      message: `${words}, while ${they} ${most.keys} keys (${most.address}). They still follow it: once it is up they copy what it has, and the rest is gone everywhere.`,
      instead: isElectable
        ? `Let the Sentinels fail over first, or fail over on the Failover page: ${most.address} becomes the master with all it holds, and ${target.name}, started then, its replica.`
        : `Start the Sentinels first (${quorum?.reachable.length ?? 0} answer, a failover takes ${quorum?.needed ?? 1}) and fail over; or bring its data back before it is started.`,
    },
  ];
}

function lossWords({ stored, held }: Comeback): string | undefined {
  if (stored === null) return "What it would load is not known: its script does not say";
  if ((stored.dataBytes ?? 0) === 0) return `It would come back empty: there is nothing at ${stored.dataFile}`;
  // An append-only file has every write up to its end; how far that is, it does not say.
  if (stored.dataKind !== "dump") return undefined;
  const gaps = held.flatMap((one) => gapWords(stored, one) ?? []);
  return gaps.length === 0
    ? undefined
    : `It would come back with older data: ${stored.dataFile} was saved ${seconds(stored.dataAgeSeconds)} ago, and ${gaps.join(", ")}`;
}

/** By the offsets where both are of one history, else by when. */
function gapWords(stored: StoredData, { address, histories, offset, linkDownSeconds }: HeldData): string | undefined {
  const { dataHistory, dataOffset, dataAgeSeconds } = stored;
  if (
    dataOffset !== undefined &&
    dataHistory !== undefined &&
    histories.includes(dataHistory) &&
    offset !== undefined
  ) {
    const ahead = offset - dataOffset;
    return ahead > 0 ? `${address} has ${ahead} bytes more of its history` : undefined;
  }
  // A replica that lost the master long before the save has nothing that the file lacks.
  const isSavedSince =
    linkDownSeconds !== undefined && dataAgeSeconds !== undefined && dataAgeSeconds < linkDownSeconds;
  return isSavedSince ? undefined : `${address} was linked to it until ${seconds(linkDownSeconds)} ago`;
}

function seconds(count: number | undefined): string {
  return count === undefined || count < 0 ? "nobody knows how long" : `${count} s`;
}
