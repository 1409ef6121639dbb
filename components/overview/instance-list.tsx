import { ShallowLink } from "#components/ui/shallow-link.tsx";
import type { State } from "#components/ui/state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { InstanceSnapshot, Topology } from "#lib/topology/schema.ts";
import { describeLink } from "./describe-link.ts";
import { sentinelOpinion } from "./sentinel-opinion.ts";

interface InstanceListProps {
  topology: Topology;
  hrefOf: (address: string) => string;
}

/** The table on narrow screens. */
export function InstanceList({ topology, hrefOf }: InstanceListProps) {
  return (
    <ul className="divide-y divide-line border-line border-t sm:hidden">
      {topology.instances.map((instance) => (
        <Entry
          key={instance.address}
          href={hrefOf(instance.address)}
          address={instance.address}
          kind={instance.role}
          state={instance.state}
          line={figuresLine(instance)}
        />
      ))}
      {topology.sentinels.map((sentinel) => {
        const { state, text } = sentinelOpinion(sentinel, topology.masterAddress);
        return (
          <Entry
            key={sentinel.address}
            href={hrefOf(sentinel.address)}
            address={sentinel.address}
            kind="sentinel"
            state={state}
            line={text}
          />
        );
      })}
    </ul>
  );
}

function Entry(props: { href: string; address: string; kind: string; state: State; line: string }) {
  return (
    <li>
      <ShallowLink href={props.href} data-row-focus className="block px-4 py-2.5 hover:bg-surface-hover">
        <span className="flex items-center justify-between gap-2">
          <span className="truncate font-mono text-13 text-accent-text">{props.address}</span>
          <StatusBadge state={props.state} isPlain />
        </span>
        <span className="block text-13 text-ink-muted">
          <span className="capitalize">{props.kind}</span> · {props.line}
        </span>
      </ShallowLink>
    </li>
  );
}

function figuresLine(instance: InstanceSnapshot): string {
  const { figures, silence, role } = instance;
  if (figures === null || silence !== null) return silence?.message ?? "no figures yet";
  const link =
    role === "replica" ? describeLink(instance).text : `${figures.replication.connectedReplicas} replicas connected`;
  const ops = `${formatNumber(figures.traffic.opsPerSecond)} ops/s`;
  return [link, ops, formatBytes(figures.memory.usedBytes)].join(" · ");
}
