"use client";
import { lazy, Suspense } from "react";
import type { Inspection } from "#components/instance/inspection.ts";
import { InstancePanel } from "#components/instance/instance-panel.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { HealthCheck } from "#lib/health/schema.ts";
import type { Silence, Topology } from "#lib/topology/schema.ts";
import { CheckItem } from "./check-item.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { instanceFigures } from "./instance-figures.tsx";
import { sentinelFigures } from "./sentinel-figures.tsx";

const TimelineOfRange = lazy(() =>
  import("#components/timeline/timeline-of-range.tsx").then((module) => ({ default: module.TimelineOfRange })),
);

interface InstanceSheetProps {
  topology: Topology;
  inspection: Inspection;
  /** host:port from the address; it may name nothing. */
  address: string;
  onClose: () => void;
}

/** All that is known of one instance or sentinel. */
export function InstanceSheet({ topology, inspection, address, onClose }: InstanceSheetProps) {
  const instance = topology.instances.find((one) => one.address === address);
  const sentinel = topology.sentinels.find((one) => one.address === address);
  const known = instance ?? sentinel;
  const groups =
    instance?.figures != null
      ? instanceFigures(instance.figures)
      : sentinel === undefined || sentinel.silence !== null
        ? []
        : sentinelFigures(sentinel, topology.masterAddress);
  const figures = (
    <div className="space-y-6">
      {instance?.silence != null && instance.figuresAt !== null ? (
        <p className="text-13 text-ink-muted">
          What follows is the last it said, <RelativeTime at={instance.figuresAt} />.
        </p>
      ) : null}
      <div className={instance === undefined ? "space-y-6" : "grid gap-6 sm:grid-cols-2"}>
        {groups.map(({ title, figures: list }) => (
          <FigureList key={title} title={title} figures={list} />
        ))}
      </div>
      {instance === undefined ? null : (
        <>
          <HistoryPanel deployment={topology.deployment} instance={address} />
          <Suspense>
            <TimelineOfRange deployment={topology.deployment} instance={address} />
          </Suspense>
        </>
      )}
    </div>
  );
  return (
    <Sheet
      isOpen
      isWide={instance !== undefined}
      onClose={onClose}
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere font-mono text-14">{address}</span>
          <CopyButton text={address} label="Copy address" />
        </span>
      }
    >
      {known === undefined ? (
        <p className="text-ink-muted">
          {topology.deployment} has no instance or sentinel at this address now. It may have been removed or renamed.
        </p>
      ) : (
        <div className="space-y-6">
          <p className="flex flex-wrap items-center gap-2">
            <StatusBadge state={known.state} />
            <Badge>{instance === undefined ? "sentinel" : instance.role}</Badge>
            {known.flags.map((flag) => (
              <Badge key={flag}>{flag}</Badge>
            ))}
            <PageLink
              href={`/${topology.deployment}/instances`}
              className="ml-auto text-13 text-accent-text underline-offset-2 hover:underline"
            >
              Start, stop or restart it
            </PageLink>
          </p>
          {known.silence === null ? null : <SilenceNote silence={known.silence} />}
          <ChecksOf checks={topology.health.checks} address={address} deployment={topology.deployment} />
          {instance === undefined ? (
            figures
          ) : (
            <InstancePanel inspection={inspection} instance={address}>
              {figures}
            </InstancePanel>
          )}
        </div>
      )}
    </Sheet>
  );
}

function SilenceNote({ silence }: { silence: Silence }) {
  return (
    <div className="rounded-medium bg-critical-soft px-3 py-2 text-13">
      <p className="font-medium text-critical">{silence.message}</p>
      <p className="text-ink-muted">{silence.advice}</p>
    </div>
  );
}

interface ChecksOfProps {
  checks: readonly HealthCheck[];
  address: string;
  deployment: string;
}

function ChecksOf({ checks, address, deployment }: ChecksOfProps) {
  const own = checks.filter(({ instance, state }) => instance === address && state !== "ok");
  if (own.length === 0) return null;
  return (
    <ul className="divide-y divide-line rounded-large border border-line">
      {own.map((check) => (
        <CheckItem key={check.id} check={check} deployment={deployment} isAddressShown={false} />
      ))}
    </ul>
  );
}
