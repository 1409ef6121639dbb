import type { Directive } from "#lib/directives/directive-table.ts";
import type { DriftCell, DriftState } from "./schema.ts";

export interface Sides {
  /** undefined where the file says nothing. */
  readonly rendered: string | undefined;
  readonly onHost: string | undefined;
  readonly live: string | undefined;
}

/** The server, a Sentinel or the start script writes these by themselves. */
const OWNED = new Set(["replicaof"]);
/** A file may say them as it likes: the process was started with others on its command line, or shows what it found. */
const AT_START = new Set(["daemonize", "supervised"]);

export function compareDirective(directive: Directive, sides: Sides): DriftCell {
  const { rendered, onHost, live } = sides;
  return {
    rendered: rendered ?? null,
    onHost: onHost ?? null,
    live: live ?? null,
    state: stateOf(directive, sides),
    isHostBehind: onHost !== undefined && live !== undefined && onHost !== live,
  };
}

function stateOf({ name, fallback, isImmutable }: Directive, { rendered, live }: Sides): DriftState {
  if (live === undefined) return "unknown";
  const wanted = rendered ?? fallback;
  if (wanted === undefined || wanted === live) return "same";
  if (OWNED.has(name)) return "owned";
  if (rendered === undefined) return "unset";
  return isImmutable || AT_START.has(name) ? "restart" : "differs";
}
