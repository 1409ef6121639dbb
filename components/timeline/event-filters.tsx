import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import type { TimelineEvent, TimelineKind, TimelineSeverity } from "#lib/timeline/schema.ts";
import { isAtLeast, KIND_LOOKS, KINDS } from "./event-look.tsx";

export interface EventFilter {
  /** All kinds when null. */
  kind: TimelineKind | null;
  least: TimelineSeverity;
}

export const NO_FILTER: EventFilter = { kind: null, least: "info" };

export function passes({ kind, severity }: TimelineEvent, filter: EventFilter): boolean {
  return (filter.kind === null || filter.kind === kind) && isAtLeast(severity, filter.least);
}

const SEVERITIES = [
  { least: "info", word: "All" },
  { least: "warning", word: "Warning and worse" },
  { least: "critical", word: "Critical" },
] as const;

interface EventFiltersProps {
  events: readonly TimelineEvent[];
  filter: EventFilter;
  onChange: (filter: EventFilter) => void;
}

/** Only kinds that there are; pressed again, a kind lets go. */
export function EventFilters({ events, filter, onChange }: EventFiltersProps) {
  const kinds = KINDS.filter((kind) => kind === filter.kind || events.some((event) => event.kind === kind));
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-3 py-1.5">
      <Choices label="Severity">
        {SEVERITIES.map(({ least, word }) => (
          <Choice
            key={least}
            word={word}
            isOn={filter.least === least}
            onPress={() => onChange({ ...filter, least })}
          />
        ))}
      </Choices>
      <Choices label="Kind">
        {kinds.map((kind) => (
          <Choice
            key={kind}
            word={KIND_LOOKS[kind].word}
            isOn={filter.kind === kind}
            onPress={() => onChange({ ...filter, kind: filter.kind === kind ? null : kind })}
          />
        ))}
      </Choices>
    </div>
  );
}

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in.
    <div role="group" aria-label={label} className="flex flex-wrap gap-1">
      {children}
    </div>
  );
}

function Choice({ word, isOn, onPress }: { word: string; isOn: boolean; onPress: () => void }) {
  return (
    <Button
      look="quiet"
      size="small"
      aria-pressed={isOn}
      onClick={onPress}
      {...(isOn ? { className: "bg-surface-selected text-ink" } : {})}
    >
      {word}
    </Button>
  );
}
