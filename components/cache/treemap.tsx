import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Namespace } from "#lib/cache/schema.ts";
import { layoutTreemap } from "./layout-treemap.ts";

/** Smaller tiles have no room for words; the table below has them all. */
const MOST_TILES = 24;
const ROOM_FOR_WORDS = 0.02;

interface TreemapProps {
  namespaces: readonly Namespace[];
  onPattern: (keyspace: string, pattern: string) => void;
}

/** The memory of each beginning as an area. The table says the same in words, so the picture is for the eyes alone. */
export function Treemap({ namespaces, onPattern }: TreemapProps) {
  const tiles = layoutTreemap(namespaces.slice(0, MOST_TILES), ({ estimatedBytes }) => estimatedBytes);
  return (
    <div aria-hidden className="relative mx-3.5 mb-4 hidden h-56 sm:block">
      {tiles.map(({ item, x, y, width, height }) => (
        <button
          key={`${item.keyspace} ${item.prefix}`}
          type="button"
          tabIndex={-1}
          disabled={item.pattern === null}
          onClick={() => item.pattern !== null && onPattern(item.keyspace, item.pattern)}
          title={`${item.prefix}: ${formatBytes(item.estimatedBytes)}, ${formatCount(item.estimatedKeys, "key")}`}
          className="absolute flex flex-col items-start overflow-hidden rounded-small border-2 border-surface bg-accent-soft p-2 text-left text-12 transition-colors hover:bg-surface-selected"
          style={{
            left: `${x * 100}%`,
            top: `${y * 100}%`,
            width: `${width * 100}%`,
            height: `${height * 100}%`,
          }}
        >
          {width * height < ROOM_FOR_WORDS ? null : (
            <>
              <span className="max-w-full truncate font-medium font-mono">{item.prefix}</span>
              <span className="max-w-full truncate text-ink-muted">{formatBytes(item.estimatedBytes)}</span>
            </>
          )}
        </button>
      ))}
    </div>
  );
}
