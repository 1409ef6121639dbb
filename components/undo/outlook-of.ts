import { LARGEST_KEPT_VALUE, MOST_KEPT_BYTES, type UndoOutlook } from "#lib/undo/schema.ts";

/** What is known of a deletion before it is confirmed. */
interface Deletion {
  /** In memory; null where nobody has measured it. */
  readonly bytes?: readonly (number | null)[];
  /** Of the things that go: what is kept is of one database. */
  readonly databases?: readonly number[];
}

/** Whether this very deletion can be undone, where deletions of the deployment can. */
export function outlookOf(basis: UndoOutlook, { bytes = [], databases = [] }: Deletion): UndoOutlook {
  if (!basis.isPossible) return basis;
  const sizes = bytes.map((size) => size ?? 0);
  const why = sizes.some((size) => size > LARGEST_KEPT_VALUE)
    ? "one of the values is larger than 1 MiB"
    : sizes.reduce((sum, size) => sum + size, 0) > MOST_KEPT_BYTES
      ? `more than ${MOST_KEPT_BYTES / 1_048_576} MiB are not kept`
      : new Set(databases).size > 1
        ? "the counters are in several databases"
        : null;
  return { isPossible: why === null, why };
}
