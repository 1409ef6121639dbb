import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount, formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import { formatClock } from "#lib/browser/format-time.ts";
import type { BigKeySample } from "#lib/inspect/schema.ts";
import { BigKeyTable } from "./big-key-table.tsx";

interface BigKeyResultProps {
  sample: BigKeySample;
  isSampling: boolean;
  /** Who asked for it. */
  by?: string | undefined;
}

export function BigKeyResult({ sample, isSampling, by }: BigKeyResultProps) {
  const { fraction, keys, refused, types, top, source, at } = sample;
  return (
    <div className="space-y-4">
      {isSampling ? <progress className="progress block" max={1} value={fraction} aria-label="Part looked at" /> : null}
      <p role="status" className="text-13 text-ink-muted">
        {formatCount(keys, "key")}, about {formatPercent(fraction)} of all, on the {source.role}{" "}
        <span className="font-mono">{source.address}</span>, as of {formatClock(at)}
        {by === undefined ? "" : `, asked for by ${by}`}. {ending(sample, isSampling)}
        {refused === 0
          ? ""
          : ` ${formatCount(refused, "key")} could not be measured: they are outside the key patterns of the console's user.`}
      </p>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-13 tabular-nums">
        {types.map(({ type, keys: count, memoryBytes }) => (
          <li key={type}>
            <span className="font-medium">{type}</span> {formatNumber(count)}, {formatBytes(memoryBytes)}
          </li>
        ))}
      </ul>
      {top.length === 0 ? (
        <p className="text-13 text-ink-muted">{isSampling ? "Nothing measured yet." : "There is no key to show."}</p>
      ) : (
        <BigKeyTable keys={top} />
      )}
    </div>
  );
}

function ending({ why, isDone }: BigKeySample, isSampling: boolean): string {
  if (isSampling) return "Still looking.";
  if (why !== null) return `${why} There may be larger ones.`;
  return isDone ? "These are the largest." : "The sample was stopped. There may be larger ones.";
}
