"use client";
import type { KeyboardEvent } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { moveBetweenRows } from "#components/ui/move-between-rows.ts";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import type { CacheKey } from "#lib/cache/schema.ts";
import { describeSize } from "./describe-size.ts";

interface KeyTableProps {
  keys: readonly CacheKey[];
  /** undefined: nothing can be picked. */
  picked: ReadonlySet<string> | undefined;
  onPick: (picked: ReadonlySet<string>) => void;
  onOpen: ((key: CacheKey) => void) | undefined;
}

/** A table where there is room, a list on a phone. */
export function KeyTable({ keys, picked, onPick, onOpen }: KeyTableProps) {
  const toggle = (key: string) => {
    const next = new Set(picked);
    if (!next.delete(key)) next.add(key);
    onPick(next);
  };
  const count = picked?.size ?? 0;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => moveBetweenRows(event);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears j and k from the buttons inside.
    <div onKeyDown={onKeyDown}>
      <ul className="divide-y divide-line border-line border-t sm:hidden">
        {keys.map((key) => (
          <li key={key.key} className="flex gap-3 px-4 py-2.5 text-13">
            {picked === undefined ? null : <Pick cacheKey={key} picked={picked} onToggle={toggle} />}
            <span className="min-w-0 flex-1">
              <Name cacheKey={key} onOpen={onOpen} />
              <span className="block text-ink-muted tabular-nums">
                {key.type} · {describeSize(key)} · {expiry(key)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table
          caption="Keys found"
          head={
            <>
              {picked === undefined ? null : (
                <HeadCell className="w-10">
                  <Checkbox
                    aria-label="Select all keys shown"
                    checked={count > 0 && count === keys.length}
                    isMixed={count > 0 && count < keys.length}
                    onChange={() => onPick(new Set(count === 0 ? keys.map(({ key }) => key) : []))}
                  />
                </HeadCell>
              )}
              <HeadCell>Key</HeadCell>
              <HeadCell>Type</HeadCell>
              <HeadCell isNumber>Size</HeadCell>
              <HeadCell isNumber>Memory</HeadCell>
              <HeadCell isNumber>Expires in</HeadCell>
            </>
          }
        >
          {keys.map((key) => (
            <tr
              key={key.key}
              data-row
              className={picked?.has(key.key) ? "bg-surface-selected" : "hover:bg-surface-hover"}
            >
              {picked === undefined ? null : (
                <Cell>
                  <Pick cacheKey={key} picked={picked} onToggle={toggle} />
                </Cell>
              )}
              <Cell className="max-w-140">
                <Name cacheKey={key} onOpen={onOpen} />
              </Cell>
              <Cell>
                <Badge>{key.type}</Badge>
              </Cell>
              <Cell isNumber>{describeSize(key)}</Cell>
              <Cell isNumber>{key.memoryBytes === null ? "–" : formatBytes(key.memoryBytes)}</Cell>
              <Cell isNumber>{expiry(key)}</Cell>
            </tr>
          ))}
        </Table>
      </div>
    </div>
  );
}

interface PickProps {
  cacheKey: CacheKey;
  picked: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

function Pick({ cacheKey, picked, onToggle }: PickProps) {
  const { key, text } = cacheKey;
  return <Checkbox aria-label={`Select ${text}`} checked={picked.has(key)} onChange={() => onToggle(key)} />;
}

function Name({ cacheKey, onOpen }: { cacheKey: CacheKey; onOpen: KeyTableProps["onOpen"] }) {
  if (onOpen === undefined) return <span className="block truncate font-mono">{cacheKey.text}</span>;
  return (
    <button
      type="button"
      data-row-focus
      onClick={() => onOpen(cacheKey)}
      className="block max-w-full truncate text-left font-mono text-accent-text underline-offset-2 hover:underline"
    >
      {cacheKey.text}
    </button>
  );
}

function expiry({ ttlMs }: CacheKey): string {
  return ttlMs === null ? "never" : formatDuration(ttlMs);
}
