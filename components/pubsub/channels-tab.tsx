"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RadioTower } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import { channelsQuery } from "#lib/browser/pubsub-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { ChannelRow, PubsubChannels } from "#lib/pubsub/schema.ts";
import { ChannelSheet } from "./channel-sheet.tsx";
import { ChannelTable } from "./channel-table.tsx";
import { ClientPanel } from "./client-panel.tsx";
import { FilterBox } from "./filter-box.tsx";
import { InstanceStrip } from "./instance-strip.tsx";
import { type PubsubAddress, pubsubHref } from "./pubsub-address.ts";

interface ChannelsTabProps {
  deployment: DeploymentChoice;
  address: PubsubAddress;
}

export function ChannelsTab({ deployment, address }: ChannelsTabProps) {
  const { filter, channel, isSharded } = address;
  const { data, error, refetch } = useQuery({
    ...channelsQuery(deployment.name, filter),
    placeholderData: keepPreviousData,
  });
  const go = (next: Partial<PubsubAddress>) =>
    // Without a request to the server: the page has all it needs.
    window.history.pushState(null, "", pubsubHref(deployment.name, next));
  const opened = data?.channels.find((row) => row.id === channel && row.isSharded === isSharded);
  return (
    <div className="space-y-4">
      <FilterBox filter={filter} onFilter={(wanted) => go({ filter: wanted })} />
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null ? (
          <Skeleton className="h-80" />
        ) : null
      ) : (
        <>
          <InstanceStrip instances={data.instances} />
          <ChannelPanel
            data={data}
            filter={filter}
            onOpen={(row) => go({ filter, channel: row.id, isSharded: row.isSharded })}
          />
          <ClientPanel clients={data.clients} total={data.clientTotal} patterns={data.patternTotal} />
        </>
      )}
      {opened === undefined ? null : (
        <ChannelSheet deployment={deployment} channel={opened} onClose={() => go({ filter })} />
      )}
    </div>
  );
}

interface ChannelPanelProps {
  data: PubsubChannels;
  filter: string;
  onOpen: (row: ChannelRow) => void;
}

function ChannelPanel({ data, filter, onOpen }: ChannelPanelProps) {
  return (
    <Panel
      title="Channels with subscribers"
      isFlush
      aside={
        <span className="text-12 text-ink-muted tabular-nums">
          {data.channels.length < data.total
            ? `${formatNumber(data.channels.length)} of ${formatCount(data.total, "channel")} shown, `
            : `${formatCount(data.total, "channel")}, `}
          as of <RelativeTime at={data.at} />
        </span>
      }
    >
      {data.channels.length === 0 ? (
        <EmptyState icon={<RadioTower aria-hidden />} title={emptyTitle(data, filter)}>
          {data.needsName
            ? "With so many the instances would have to go through all of them: give the whole name."
            : data.needsFilter
              ? "Listing them all would be felt by the instances. Give three letters or more of the name above."
              : "Redis lists a channel only while somebody subscribes to it by its name. Subscribers by pattern are below."}
        </EmptyState>
      ) : (
        <ChannelTable channels={data.channels} onOpen={onOpen} />
      )}
    </Panel>
  );
}

function emptyTitle({ needsFilter, needsName }: PubsubChannels, filter: string): string {
  if (needsName) return "There are too many channels to search";
  if (needsFilter) return "There are too many channels to list";
  return filter === "" ? "Nobody subscribes to a channel now" : `No channel with subscribers fits ${filter}`;
}
