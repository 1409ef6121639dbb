import type { InstanceSnapshot, SentinelSnapshot } from "#lib/topology/schema.ts";
import { describeLink } from "./describe-link.ts";
import type { PlacedEdge } from "./layout-topology.ts";

interface TopologyEdgeProps {
  edge: PlacedEdge;
  /** The sentinel that watches, with the master that most agree on. */
  sentinel?: SentinelSnapshot;
  agreed?: string | null;
  replica?: InstanceSnapshot;
}

const STROKE = {
  ok: "stroke-ok-solid",
  warning: "stroke-warning-solid",
  critical: "stroke-critical-solid",
  unknown: "stroke-neutral-solid",
} as const;

const FILL = { ok: "fill-ok", warning: "fill-warning", critical: "fill-critical", unknown: "fill-neutral" } as const;

/** A sentinel's watching is a thin line; replication is a thick one that says how it goes. */
export function TopologyEdge({ edge, sentinel, agreed, replica }: TopologyEdgeProps) {
  if (replica === undefined) {
    const isAgreed = sentinel?.masterAddress === agreed && sentinel?.silence === null;
    return (
      <path
        d={edge.path}
        strokeDasharray={isAgreed ? undefined : "3 4"}
        className={`fill-none ${isAgreed ? "stroke-line-strong" : "stroke-critical-solid"}`}
      />
    );
  }
  const { state, text } = describeLink(replica);
  const width = text.length * 6.4 + 20;
  return (
    <g>
      <path
        d={edge.path}
        strokeWidth="2"
        strokeDasharray={state === "critical" || state === "unknown" ? "5 5" : undefined}
        className={`fill-none ${STROKE[state]}`}
      />
      <rect
        x={edge.labelX - width / 2}
        y={edge.labelY - 11}
        width={width}
        height="22"
        rx="11"
        className="fill-surface stroke-line"
      />
      <text
        x={edge.labelX}
        y={edge.labelY + 4}
        textAnchor="middle"
        className={`font-medium text-12 tabular-nums ${FILL[state]}`}
      >
        {text}
      </text>
    </g>
  );
}
