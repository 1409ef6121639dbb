import type { DriftReport } from "#lib/drift/schema.ts";

/** "2 directives differ on 3 instances"; what nobody could compare is not called the same. */
export function summariseDrift({ rows, instances }: DriftReport): string {
  const drifted = rows.filter(({ cells }) =>
    cells.some((cell) => cell?.state === "differs" || cell?.state === "restart"),
  );
  const uneven = rows.filter(({ isUneven }) => isUneven);
  const answered = instances.filter(({ silence }) => silence === null).length;
  if (answered === 0) return "No instance could be compared";
  const thing = instances.every(({ role }) => role === "sentinel") ? "Sentinel" : "instance";
  const places = `${answered} ${thing}${answered === 1 ? "" : "s"}`;
  const unknown = rows.filter(({ cells }) => cells.some((cell) => cell?.state === "unknown")).length;
  if (drifted.length === 0 && uneven.length === 0)
    return unknown === 0 ? `No drift on ${places}` : `No drift found on ${places}, ${unknown} not comparable`;
  const words = `${drifted.length} ${drifted.length === 1 ? "directive differs" : "directives differ"} from the file`;
  return uneven.length === 0 ? `${words}, ${places} compared` : `${words}, ${uneven.length} from instance to instance`;
}
