import type { Circumstances } from "./circumstances.ts";
import type { Comeback, HeldData, StoredData } from "./comeback.ts";
import type { Refusal } from "./schema.ts";

/** The least that a key with its value takes in a file: their lengths and a type. */
const LEAST_BYTES_A_KEY = 3;

/** A master that comes back with less than its replicas hold makes them drop the rest: they copy what it has. */
export function guardComeback({ comeback, quorum, target }: Circumstances): Refusal[] {
  if (comeback === null) return [];
  const { held, unseen } = comeback;
  const [most] = held.toSorted((one, other) => other.keys - one.keys);
  const heir = most?.address ?? unseen[0];
  const words = lossWords(comeback, most?.keys ?? 0);
  if (words === undefined || heir === undefined) return [];
  const isElectable = quorum !== null && quorum.reachable.length >= quorum.needed;
  return [
    {
      code: "older-data",
      message: `${words}, ${heldWords(comeback, most)}. Once it is up they copy what it has, and the rest is gone everywhere.`,
      instead: isElectable
        ? `Let the Sentinels fail over first, or fail over on the Failover page: ${heir} becomes the master with all it holds, and ${target.name}, started then, its replica.`
        : `Start the Sentinels first (${quorum?.reachable.length ?? 0} answer, a failover takes ${quorum?.needed ?? 1}) and fail over; or bring its data back before it is started.`,
    },
  ];
}

function heldWords({ held, unseen }: Comeback, most: HeldData | undefined): string {
  const silent = `the Sentinels have ${unseen.join(", ")} up, and the console cannot ask there what is held`;
  if (most === undefined) return `and ${silent}`;
  const they = held.length === 1 ? "its replica holds" : `its ${held.length} replicas hold up to`;
  return `while ${they} ${most.keys} keys (${most.address})${unseen.length === 0 ? "" : `, and ${silent}`}`;
}

function lossWords({ stored, held, unseen }: Comeback, mostKeys: number): string | undefined {
  if (stored === null) return "What it would load is not known: its script does not say";
  const bytes = stored.dataBytes ?? 0;
  if (bytes === 0) return `It would come back empty: there is nothing at ${stored.dataFile}`;
  if (bytes < mostKeys * LEAST_BYTES_A_KEY)
    return `It would come back with less: the ${bytes} bytes at ${stored.dataFile} are too few for so many keys`;
  // An append-only file has every write up to its end; how far that is, it does not say.
  if (stored.dataKind !== "dump") return undefined;
  const saved = `${stored.dataFile} was saved ${seconds(stored.dataAgeSeconds)} ago`;
  const gaps = held.flatMap((one) => gapWords(stored, one) ?? []);
  if (gaps.length > 0) return `It would come back with older data: ${saved}, and ${gaps.join(", ")}`;
  return unseen.length === 0 ? undefined : `It may come back with older data: ${saved}`;
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
