import { EyeOff } from "lucide-react";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { BigKey } from "#lib/inspect/schema.ts";

const ELEMENTS: Readonly<Record<string, string>> = {
  list: "element",
  set: "member",
  zset: "member",
  hash: "field",
  stream: "entry",
};

export function BigKeyTable({ keys }: { keys: readonly BigKey[] }) {
  return (
    <>
      <ol className="divide-y divide-line border-line border-y sm:hidden">
        {keys.map((key) => (
          <li key={idOf(key)} className="py-2">
            <p className="flex items-start justify-between gap-3 text-13">
              <KeyName bigKey={key} />
              <span className="whitespace-nowrap tabular-nums">{formatBytes(key.memoryBytes)}</span>
            </p>
            <p className="text-12 text-ink-muted">
              {[key.type, describeSize(key), key.keyspace, `database ${key.db}`].filter(Boolean).join(" · ")}
            </p>
          </li>
        ))}
      </ol>
      <div className="hidden rounded-large border border-line sm:block">
        <Table
          caption="The largest keys"
          head={
            <>
              <HeadCell>Key</HeadCell>
              <HeadCell>Keyspace</HeadCell>
              <HeadCell isNumber>Database</HeadCell>
              <HeadCell>Type</HeadCell>
              <HeadCell isNumber>Size</HeadCell>
              <HeadCell isNumber>Memory</HeadCell>
            </>
          }
        >
          {keys.map((key) => (
            <tr key={idOf(key)} className="hover:bg-surface-hover">
              <Cell>
                <KeyName bigKey={key} />
              </Cell>
              <Cell>{key.keyspace ?? "not configured"}</Cell>
              <Cell isNumber>{key.db}</Cell>
              <Cell>{key.type}</Cell>
              <Cell isNumber className="whitespace-nowrap">
                {describeSize(key) || "not known"}
              </Cell>
              <Cell isNumber className="whitespace-nowrap">
                {formatBytes(key.memoryBytes)}
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
    </>
  );
}

function KeyName({ bigKey: { name, isMasked } }: { bigKey: BigKey }) {
  if (!isMasked) return <span className="min-w-0 wrap-anywhere font-mono text-12">{name}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 font-mono text-12 text-ink-muted">
      <EyeOff aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">masked: </span>
      {name}
    </span>
  );
}

function idOf({ db, name, type, memoryBytes }: BigKey): string {
  return `${db} ${type} ${memoryBytes} ${name}`;
}

function describeSize({ type, size }: BigKey): string {
  if (size === null) return "";
  const element = ELEMENTS[type];
  if (element === undefined) return formatBytes(size);
  return element === "entry" ? formatCount(size, "entry", "entries") : formatCount(size, element);
}
