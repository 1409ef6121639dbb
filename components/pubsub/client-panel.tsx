import { Panel } from "#components/ui/panel.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatRoughDuration } from "#lib/browser/format-duration.ts";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { PubsubClient } from "#lib/pubsub/schema.ts";

const SHOWN = 100;
const ORDER = { application: 0, console: 1, sentinel: 2 } as const;

interface ClientPanelProps {
  /** The first of them. */
  clients: readonly PubsubClient[];
  total: number;
  /** Subscriptions by pattern of them all. */
  patterns: number;
}

/** Who listens by pattern can only be seen here: Redis counts patterns and names none. */
export function ClientPanel({ clients, total, patterns }: ClientPanelProps) {
  const sorted = [...clients].sort(
    (one, other) => ORDER[one.kind] - ORDER[other.kind] || other.patterns - one.patterns,
  );
  const shown = sorted.slice(0, SHOWN);
  return (
    <Panel
      title="Subscribed clients"
      isFlush
      aside={
        <span className="text-12 text-ink-muted tabular-nums">
          {formatCount(total, "client")}, {formatCount(patterns, "subscription")} by pattern
        </span>
      }
    >
      {sorted.length === 0 ? (
        <p className="px-4 pb-4 text-13 text-ink-muted">No client subscribes to anything now.</p>
      ) : (
        <>
          <ul className="divide-y divide-line border-line border-t sm:hidden">
            {shown.map((client) => (
              <li key={keyOf(client)} className="space-y-0.5 px-4 py-2.5 text-13">
                <Who client={client} />
                <span className="block text-ink-muted tabular-nums">
                  On <span className="font-mono">{client.instance}</span> · {subscriptions(client)} · {buffered(client)}{" "}
                  buffered
                </span>
              </li>
            ))}
          </ul>
          <div className="hidden sm:block">
            <ClientTable clients={shown} />
          </div>
        </>
      )}
      {total > SHOWN ? (
        <p className="px-4 py-2 text-12 text-ink-muted">{formatNumber(total - SHOWN)} more are not shown.</p>
      ) : null}
    </Panel>
  );
}

function ClientTable({ clients }: Pick<ClientPanelProps, "clients">) {
  return (
    <Table
      caption="Subscribed clients"
      head={
        <>
          <HeadCell>Client</HeadCell>
          <HeadCell>On</HeadCell>
          <HeadCell isNumber>Channels</HeadCell>
          <HeadCell isNumber>Patterns</HeadCell>
          <HeadCell isNumber>Shard channels</HeadCell>
          <HeadCell isNumber>Connected for</HeadCell>
          <HeadCell isNumber>Output buffer</HeadCell>
        </>
      }
    >
      {clients.map((client) => (
        <tr key={keyOf(client)} className="hover:bg-surface-hover">
          <Cell className="max-w-80">
            <Who client={client} />
          </Cell>
          <Cell className="font-mono text-ink-muted">{client.instance}</Cell>
          <Cell isNumber>{formatNumber(client.channels)}</Cell>
          <Cell isNumber>{formatNumber(client.patterns)}</Cell>
          <Cell isNumber>{formatNumber(client.shardChannels)}</Cell>
          <Cell isNumber>{client.ageSeconds === null ? "–" : formatRoughDuration(client.ageSeconds * 1000)}</Cell>
          <Cell isNumber>{buffered(client)}</Cell>
        </tr>
      ))}
    </Table>
  );
}

const keyOf = ({ instance, id }: PubsubClient) => `${instance} ${id}`;
const buffered = ({ outputBytes }: PubsubClient) => (outputBytes === null ? "–" : formatBytes(outputBytes));

/** Only what it has: most clients subscribe in one way. */
function subscriptions({ channels, patterns, shardChannels }: PubsubClient): string {
  const counts = [
    [channels, "channel"],
    [patterns, "pattern"],
    [shardChannels, "shard channel"],
  ] as const;
  return counts.flatMap(([count, thing]) => (count > 0 ? [formatCount(count, thing)] : [])).join(", ");
}

function Who({ client }: { client: PubsubClient }) {
  return (
    <span className="block truncate">
      {client.name ?? "unnamed"} <span className="font-mono text-ink-muted">{client.address}</span>
      {client.kind === "application" ? null : (
        <span className="text-ink-muted"> ({client.kind === "console" ? "this console" : "a sentinel"})</span>
      )}
    </span>
  );
}
