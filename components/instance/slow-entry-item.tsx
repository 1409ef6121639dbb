import { EyeOff } from "lucide-react";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { SlowEntry } from "#lib/inspect/schema.ts";

export function SlowEntryItem({ entry }: { entry: SlowEntry }) {
  const { at, durationMs, command, argumentCount, argumentBytes, shownArguments, client, clientName } = entry;
  return (
    <li className="px-4 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium text-14 tabular-nums">{formatDuration(durationMs)}</span>
        <span className="min-w-0 wrap-anywhere font-mono text-13">
          {command ?? "not readable"} {shownArguments === null ? null : <Arguments shown={shownArguments} />}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 text-12 text-ink-muted">
        <RelativeTime at={at} />
        <span>
          {formatCount(argumentCount, "argument")}, {formatBytes(argumentBytes)}
        </span>
        {client === null ? null : <span className="wrap-anywhere font-mono">{client}</span>}
        {clientName === null ? null : <span className="wrap-anywhere">{clientName}</span>}
      </p>
    </li>
  );
}

function Arguments({ shown }: { shown: NonNullable<SlowEntry["shownArguments"]> }) {
  return shown.map(({ text, isMasked }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: arguments have no other identity, and never move.
    <span key={at}>
      {isMasked ? (
        <span className="rounded-small bg-neutral-soft px-1 text-ink-muted">
          <EyeOff aria-hidden className="mr-1 inline size-3" />
          <span className="sr-only">masked: </span>
          {text}
        </span>
      ) : (
        text
      )}{" "}
    </span>
  ));
}
