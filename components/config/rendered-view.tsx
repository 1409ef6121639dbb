"use client";
import { Info, OctagonAlert, TriangleAlert } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { ScrollArea } from "#components/ui/scroll-area.tsx";
import type { Finding } from "#lib/findings/schema.ts";
import type { LineOrigin } from "#lib/render/origin-trace.ts";
import type { ConfigViewProps } from "./config-view.tsx";
import { RenderFailure } from "./render-failure.tsx";
import { visibleLine } from "./visible-line.ts";

/** The file, and beside each line the variable that made it. */
export function RenderedView({ address, state, pointedAt, onPoint }: ConfigViewProps) {
  const { preview } = state;
  if (!preview.ok) return <RenderFailure template={address.template} failure={preview} />;
  const lines = preview.text.replace(/\n$/, "").split("\n");
  const findings = new Map(
    [...preview.findings].reverse().flatMap((finding) => finding.lines.map((line) => [line, finding] as const)),
  );
  return (
    <Panel
      title={`${address.template}.conf`}
      isFlush
      aside={
        <span className="flex items-center gap-3 text-13 text-ink-muted">
          {lines.length} lines
          <CopyButton text={preview.text} label="Copy the file, with placeholders" />
        </span>
      }
    >
      <ScrollArea label="The rendered file" className="overflow-x-auto pb-2">
        <ol className="min-w-max font-mono text-12 leading-5">
          {lines.map((text, at) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
              key={at}
              number={at + 1}
              text={text}
              origin={preview.origins[at]}
              finding={findings.get(at + 1)}
              pointedAt={pointedAt}
              onPoint={onPoint}
            />
          ))}
        </ol>
      </ScrollArea>
    </Panel>
  );
}

interface LineProps {
  number: number;
  text: string;
  origin: LineOrigin | undefined;
  finding: Finding | undefined;
  pointedAt: string | undefined;
  onPoint: (name: string | undefined) => void;
}

const MARKS = {
  error: { icon: OctagonAlert, colour: "text-critical" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
  note: { icon: Info, colour: "text-info" },
} as const;

function Line({ number, text, origin, finding, pointedAt, onPoint }: LineProps) {
  const names = origin?.variables ?? [];
  const [first] = names.length > 0 ? names : (origin?.conditions ?? []);
  const isLit = pointedAt !== undefined && [...names, ...(origin?.conditions ?? [])].includes(pointedAt);
  const mark = finding === undefined ? undefined : MARKS[finding.severity];
  const show = () => {
    if (first === undefined) return;
    onPoint(first);
    document.querySelector(`[data-variable="${first}"]`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <li
      onMouseEnter={() => onPoint(first)}
      onMouseLeave={() => onPoint(undefined)}
      className={classNames("flex items-baseline gap-2 px-2", isLit && "bg-surface-selected")}
    >
      <span aria-hidden className="w-8 shrink-0 select-none text-right text-ink-faint tabular-nums">
        {number}
      </span>
      <span className="w-4 shrink-0 self-center">
        {mark === undefined ? null : (
          <mark.icon role="img" aria-label={finding?.message ?? ""} className={`size-3.5 ${mark.colour}`} />
        )}
      </span>
      <span className={classNames("min-w-0 flex-1 whitespace-pre", text.startsWith("#") && "text-ink-muted")}>
        <Marked text={visibleLine(text)} />
      </span>
      {first === undefined ? null : (
        <button
          type="button"
          onClick={show}
          onFocus={() => onPoint(first)}
          onBlur={() => onPoint(undefined)}
          aria-label={`Line ${number} comes from ${names.join(", ") || `whether ${first} is set`}`}
          className={classNames(
            "shrink-0 select-none rounded-small px-1 font-sans text-12 hover:text-accent-text max-sm:hidden",
            isLit ? "text-accent-text" : "text-ink-faint",
          )}
        >
          {names.length > 0 ? names.join(", ") : `if ${first}`}
        </button>
      )}
    </li>
  );
}

/** A placeholder for a secret is to be seen as one. */
function Marked({ text }: { text: string }) {
  return text.split(/(\{\{ [\w.]+ \}\})/).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one line never move.
      <span key={at} title="A secret, which the vault puts here" className="rounded-small bg-info-soft px-1 text-info">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
