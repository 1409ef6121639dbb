import { ShallowLink } from "#components/ui/shallow-link.tsx";
import { STATE_LOOKS } from "#components/ui/state.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatNumber } from "#lib/browser/format-number.ts";
import type { InstanceSnapshot, SentinelSnapshot } from "#lib/topology/schema.ts";
import { sentinelOpinion } from "./sentinel-opinion.ts";

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface NodeProps {
  place: Place;
  href: string;
}

const ROLE_WORDS = { master: "Master", replica: "Replica", unknown: "Role unknown" } as const;

export function InstanceNode({ instance, place, href }: NodeProps & { instance: InstanceSnapshot }) {
  const { address, role, state, figures, silence, flags } = instance;
  const look = STATE_LOOKS[state];
  const Icon = look.icon;
  const isSilent = figures === null || silence !== null;
  const line = isSilent
    ? `does not answer${silence === null ? " yet" : ""}`
    : `${formatNumber(figures.traffic.opsPerSecond)} ops/s · ${formatBytes(figures.memory.usedBytes)}`;
  return (
    <ShallowLink href={href} className="group outline-none">
      <Box place={place} isStrong={role === "master"} isWrong={state === "critical"} />
      <Icon x={place.x + 12} y={place.y + 12} width={15} height={15} className={look.text} />
      <text x={place.x + 34} y={place.y + 24} className="fill-ink font-semibold text-13">
        {ROLE_WORDS[role]}
      </text>
      <text
        x={place.x + place.width - 12}
        y={place.y + 24}
        textAnchor="end"
        className={`text-12 ${flags.length > 0 ? "fill-critical" : "fill-ink-faint"}`}
      >
        {flags.length > 0 ? shorten(flags.join(" "), 16) : look.word}
      </text>
      <text x={place.x + 12} y={place.y + 45} className="fill-ink font-mono text-13">
        {shorten(address, 23)}
      </text>
      <text x={place.x + 12} y={place.y + 64} className="fill-ink-muted text-12 tabular-nums">
        {shorten(line, 32)}
      </text>
    </ShallowLink>
  );
}

interface SentinelNodeProps extends NodeProps {
  sentinel: SentinelSnapshot;
  agreed: string | null;
}

export function SentinelNode({ sentinel, agreed, place, href }: SentinelNodeProps) {
  const opinion = sentinelOpinion(sentinel, agreed);
  const look = STATE_LOOKS[opinion.state];
  const Icon = look.icon;
  return (
    <ShallowLink href={href} className="group outline-none">
      <Box place={place} isStrong={false} isWrong={opinion.state === "critical"} />
      <Icon x={place.x + 10} y={place.y + 9} width={13} height={13} className={look.text} />
      <text x={place.x + 29} y={place.y + 20} className="fill-ink font-mono text-12">
        {shorten(sentinel.address, 18)}
      </text>
      <text x={place.x + 29} y={place.y + 35} className="fill-ink-muted text-12">
        {shorten(opinion.text, 24)}
      </text>
    </ShallowLink>
  );
}

function Box({ place, isStrong, isWrong }: { place: Place; isStrong: boolean; isWrong: boolean }) {
  const line = isWrong ? "stroke-critical-solid" : isStrong ? "stroke-ink-muted" : "stroke-line-strong";
  return (
    <rect
      {...place}
      rx="8"
      strokeWidth={isStrong ? 1.5 : 1}
      className={`fill-surface-raised transition-colors group-hover:fill-surface-hover group-focus-visible:stroke-2 group-focus-visible:stroke-accent-text ${line}`}
    />
  );
}

/** SVG text does not wrap: what is too long ends with a mark, and the table has it whole. */
function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
