"use client";
import type { KeyboardEvent } from "react";
import { moveBetweenRows } from "#components/ui/move-between-rows.ts";
import { ShallowLink } from "#components/ui/shallow-link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber, formatPercent } from "#lib/browser/format-number.ts";
import type { InstanceSnapshot, SentinelSnapshot, Topology } from "#lib/topology/schema.ts";
import { describeLink } from "./describe-link.ts";
import { InstanceList } from "./instance-list.tsx";
import { sentinelOpinion } from "./sentinel-opinion.ts";

interface InstanceTableProps {
  topology: Topology;
  hrefOf: (address: string) => string;
}

/** The picture in words and figures, for whoever reads better than looks. */
export function InstanceTable({ topology, hrefOf }: InstanceTableProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => moveBetweenRows(event);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears j and k from the links inside.
    <div onKeyDown={onKeyDown}>
      <InstanceList topology={topology} hrefOf={hrefOf} />
      <div className="hidden sm:block">
        <Table
          caption="Instances and sentinels"
          head={
            <>
              <HeadCell>Instance</HeadCell>
              <HeadCell>Role</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell>Replication</HeadCell>
              <HeadCell isNumber>Ops/s</HeadCell>
              <HeadCell isNumber>Memory</HeadCell>
              <HeadCell isNumber>Hit rate</HeadCell>
              <HeadCell isNumber>Clients</HeadCell>
              <HeadCell>Version</HeadCell>
            </>
          }
        >
          {topology.instances.map((instance) => (
            <InstanceRow key={instance.address} instance={instance} href={hrefOf(instance.address)} />
          ))}
          {topology.sentinels.map((sentinel) => (
            <SentinelRow
              key={sentinel.address}
              sentinel={sentinel}
              agreed={topology.masterAddress}
              href={hrefOf(sentinel.address)}
            />
          ))}
        </Table>
      </div>
    </div>
  );
}

function InstanceRow({ instance, href }: { instance: InstanceSnapshot; href: string }) {
  const { address, role, state, flags, figures, silence } = instance;
  return (
    <tr data-row className="hover:bg-surface-hover">
      <AddressCell address={address} href={href} />
      <Cell className="capitalize">{role}</Cell>
      <Cell>
        <StatusBadge state={state} isPlain />
        {flags.length === 0 ? null : <span className="ml-2 text-critical">{flags.join(", ")}</span>}
      </Cell>
      {figures === null || silence !== null ? (
        <Cell colSpan={6} className="text-ink-muted">
          {silence?.message ?? "No figures yet."}
        </Cell>
      ) : (
        <>
          <Cell className="whitespace-nowrap">
            {role === "master" ? `${figures.replication.connectedReplicas} connected` : describeLink(instance).text}
          </Cell>
          <Cell isNumber>{formatNumber(figures.traffic.opsPerSecond)}</Cell>
          <Cell isNumber className="whitespace-nowrap">
            {formatBytes(figures.memory.usedBytes)}
          </Cell>
          <Cell isNumber>{figures.traffic.hitRate === null ? "–" : formatPercent(figures.traffic.hitRate)}</Cell>
          <Cell isNumber>{formatNumber(figures.clients.connected)}</Cell>
          <Cell className="font-mono text-12">{figures.version}</Cell>
        </>
      )}
    </tr>
  );
}

interface SentinelRowProps {
  sentinel: SentinelSnapshot;
  agreed: string | null;
  href: string;
}

function SentinelRow({ sentinel, agreed, href }: SentinelRowProps) {
  const opinion = sentinelOpinion(sentinel, agreed);
  return (
    <tr data-row className="hover:bg-surface-hover">
      <AddressCell address={sentinel.address} href={href} />
      <Cell>Sentinel</Cell>
      <Cell>
        <StatusBadge state={opinion.state} isPlain />
      </Cell>
      <Cell colSpan={6} className="text-ink-muted">
        {sentinel.silence?.message ?? `${opinion.text}, epoch ${sentinel.epoch ?? "not known"}`}
      </Cell>
    </tr>
  );
}

function AddressCell({ address, href }: { address: string; href: string }) {
  return (
    <Cell>
      <ShallowLink
        href={href}
        data-row-focus
        className="whitespace-nowrap font-mono text-accent-text underline-offset-2 hover:underline"
      >
        {address}
      </ShallowLink>
    </Cell>
  );
}
