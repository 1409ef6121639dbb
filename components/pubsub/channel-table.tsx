"use client";
import { Badge } from "#components/ui/badge.tsx";
import { moveBetweenRows } from "#components/ui/move-between-rows.ts";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { ChannelRow } from "#lib/pubsub/schema.ts";

interface ChannelTableProps {
  channels: readonly ChannelRow[];
  onOpen: (channel: ChannelRow) => void;
}

/** A table where there is room, a list on a phone. */
export function ChannelTable({ channels, onOpen }: ChannelTableProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears j and k from the buttons inside.
    <div onKeyDown={moveBetweenRows}>
      <ul className="divide-y divide-line border-line border-t sm:hidden">
        {channels.map((channel) => (
          <li key={keyOf(channel)} className="space-y-1 px-4 py-2.5 text-13">
            <Name channel={channel} onOpen={onOpen} />
            <span className="flex flex-wrap items-center gap-2 text-ink-muted tabular-nums">
              {formatNumber(channel.subscribers)} subscribed · {rateOf(channel)} <WhoseIs channel={channel} />
              <Publishing channel={channel} />
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table
          caption="Channels with subscribers"
          head={
            <>
              <HeadCell>Channel</HeadCell>
              <HeadCell>Whose</HeadCell>
              <HeadCell isNumber>Subscribers</HeadCell>
              <HeadCell>On</HeadCell>
              <HeadCell isNumber>Messages</HeadCell>
              <HeadCell>Publishing</HeadCell>
            </>
          }
        >
          {channels.map((channel) => (
            <tr key={keyOf(channel)} data-row className="hover:bg-surface-hover">
              <Cell className="max-w-140">
                <Name channel={channel} onOpen={onOpen} />
              </Cell>
              <Cell>
                <WhoseIs channel={channel} />
              </Cell>
              <Cell isNumber>{formatNumber(channel.subscribers)}</Cell>
              <Cell className="text-ink-muted">{where(channel)}</Cell>
              <Cell isNumber className="text-ink-muted">
                {rateOf(channel)}
              </Cell>
              <Cell>
                <Publishing channel={channel} />
              </Cell>
            </tr>
          ))}
        </Table>
      </div>
    </div>
  );
}

const keyOf = ({ id, isSharded }: ChannelRow) => `${isSharded} ${id}`;

function Name({ channel, onOpen }: { channel: ChannelRow; onOpen: ChannelTableProps["onOpen"] }) {
  return (
    <span className="flex items-center gap-2">
      <button
        type="button"
        data-row-focus
        onClick={() => onOpen(channel)}
        className="block min-w-0 truncate text-left font-mono text-accent-text underline-offset-2 hover:underline"
      >
        {channel.name}
      </button>
      {channel.isSharded ? <Badge>shard</Badge> : null}
    </span>
  );
}

function WhoseIs({ channel: { keyspace, system } }: { channel: ChannelRow }) {
  if (keyspace === null && system === null) return <span className="text-ink-muted">not declared</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {keyspace === null ? null : <span>{keyspace.label}</span>}
      {system === null ? null : <Badge>{system.isGuess ? `looks like ${system.label}` : system.label}</Badge>}
    </span>
  );
}

function Publishing({ channel: { whyNotPublish } }: { channel: ChannelRow }) {
  return whyNotPublish === null ? (
    <StatusBadge state="ok" word="Allowed" isPlain />
  ) : (
    <StatusBadge state="unknown" word="Refused" isPlain />
  );
}

function where({ byInstance }: ChannelRow): string {
  const counted = byInstance.filter(({ subscribers }) => subscribers > 0);
  const [only, ...others] = counted;
  if (only === undefined) return "nowhere";
  return others.length === 0 ? only.address : `${counted.length} instances`;
}

function rateOf({ perSecond }: ChannelRow): string {
  return perSecond === null ? "not watched" : `${formatNumber(perSecond)}/s`;
}
