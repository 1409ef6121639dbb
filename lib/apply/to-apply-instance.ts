import type { DriftCell, DriftReport, DriftRow } from "#lib/drift/schema.ts";
import { maySetLive } from "./may-set-live.ts";
import type { ApplyInstance } from "./schema.ts";

interface Differing {
  readonly row: DriftRow;
  readonly cell: DriftCell;
}

/** What of an instance's drift is set live, what waits for a restart, and what is nobody's to set from here. */
export function toApplyInstance({ instances, rows }: DriftReport, at: number): ApplyInstance | undefined {
  const instance = instances[at];
  if (instance === undefined || (instance.role !== "master" && instance.role !== "replica")) return undefined;
  const differing = rows.flatMap((row): Differing[] => {
    const cell = row.cells[at];
    return cell === null || cell === undefined ? [] : [{ row, cell }];
  });
  const changes = differing.flatMap(({ row: { directive }, cell: { state, live, rendered } }) =>
    state === "differs" && live !== null && rendered !== null && maySetLive(directive, rendered)
      ? [{ directive, from: live, to: rendered }]
      : [],
  );
  const restart = differing.flatMap(({ row: { directive, isSecret }, cell: { state, live, rendered, onHost } }) =>
    state === "restart" && live !== null && rendered !== null && !isSecret
      ? [{ directive, from: live, to: rendered, isInFile: onHost === null ? null : onHost === rendered }]
      : [],
  );
  const leftAlone = differing.flatMap(({ row, cell }) => {
    const why = whyLeftAlone(row, cell);
    return why === undefined ? [] : [{ directive: row.directive, why }];
  });
  const { address, name, role } = instance;
  const rewrite = mayRewrite(instance.withoutHostFile, differing, new Set(changes.map(({ directive }) => directive)));
  return { address, name, role, changes, ...rewrite, restart, leftAlone };
}

function whyLeftAlone({ directive, isSecret }: DriftRow, { state, rendered }: DriftCell): string | undefined {
  if (state === "unset") return "The file says nothing about it.";
  if (state !== "differs" || maySetLive(directive, rendered ?? "")) return undefined;
  if (directive === "maxclients")
    return "More than any host can have open: the server would try for minutes and answer nobody.";
  return isSecret
    ? "A secret, which the console never sends."
    : "It decides who may connect or where data lies: deploy it, then restart.";
}

/** CONFIG REWRITE writes what runs over what waits in the file: only where nothing waits there. */
function mayRewrite(withoutHostFile: string | null, differing: readonly Differing[], changing: ReadonlySet<string>) {
  if (withoutHostFile !== null)
    return { isRewriting: false, rewriteWords: `Its file is left alone: ${withoutHostFile}` };
  const waiting = differing
    .filter(({ row, cell }) => cell.isHostBehind && !changing.has(row.directive) && cell.state !== "owned")
    .map(({ row }) => row.directive);
  if (waiting.length > 0)
    return {
      isRewriting: false,
      rewriteWords: `Its file is left alone: CONFIG REWRITE would revert ${waiting.join(", ")}, which differs there.`,
    };
  const isBehind = differing.some(({ row, cell }) => changing.has(row.directive) && cell.onHost !== cell.rendered);
  return isBehind
    ? { isRewriting: true, rewriteWords: "Then CONFIG REWRITE, so that a restart keeps it." }
    : { isRewriting: false, rewriteWords: "Its file holds the same already." };
}
