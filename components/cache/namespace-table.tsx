import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { Namespace } from "#lib/cache/schema.ts";

interface NamespaceTableProps {
  namespaces: readonly Namespace[];
  onPattern: (keyspace: string, pattern: string) => void;
}

export function NamespaceTable({ namespaces, onPattern }: NamespaceTableProps) {
  const total = namespaces.reduce((sum, { estimatedBytes }) => sum + estimatedBytes, 0);
  return (
    <>
      <ul className="divide-y divide-line border-line border-t sm:hidden">
        {namespaces.map((namespace) => (
          <li key={`${namespace.keyspace} ${namespace.prefix}`} className="px-4 py-2.5 text-13">
            <Name namespace={namespace} onPattern={onPattern} />
            <span className="block text-ink-muted tabular-nums">
              {formatCount(namespace.estimatedKeys, "key")} · {formatBytes(namespace.estimatedBytes)}
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table
          caption="Beginnings of keys"
          head={
            <>
              <HeadCell>Keys that begin with</HeadCell>
              <HeadCell isNumber>Keys, about</HeadCell>
              <HeadCell isNumber>Memory, about</HeadCell>
              <HeadCell isNumber>Share</HeadCell>
              <HeadCell isNumber>Without expiry</HeadCell>
            </>
          }
        >
          {namespaces.map((namespace) => (
            <tr key={`${namespace.keyspace} ${namespace.prefix}`} className="hover:bg-surface-hover">
              <Cell>
                <Name namespace={namespace} onPattern={onPattern} />
              </Cell>
              <Cell isNumber>{formatNumber(namespace.estimatedKeys)}</Cell>
              <Cell isNumber>{formatBytes(namespace.estimatedBytes)}</Cell>
              <Cell isNumber>{writeShare(namespace.estimatedBytes, total)}</Cell>
              <Cell isNumber>{formatNumber(namespace.withoutExpiry)}</Cell>
            </tr>
          ))}
        </Table>
      </div>
    </>
  );
}

function writeShare(part: number, total: number): string {
  if (total === 0) return "–";
  const percent = (part / total) * 100;
  return percent > 0 && percent < 1 ? "under 1 %" : `${Math.round(percent)} %`;
}

function Name({ namespace, onPattern }: { namespace: Namespace } & Pick<NamespaceTableProps, "onPattern">) {
  const { keyspace, prefix, pattern } = namespace;
  if (pattern === null) return <span className="wrap-anywhere font-mono">{prefix}</span>;
  return (
    <button
      type="button"
      onClick={() => onPattern(keyspace, pattern)}
      className="wrap-anywhere text-left font-mono text-accent-text underline-offset-2 hover:underline"
    >
      {prefix}
    </button>
  );
}
