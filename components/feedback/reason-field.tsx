"use client";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export function reasonProblem(reason: string): string | undefined {
  return reason.trim().length < 3 ? "Say why, in a few words: the audit log keeps it." : undefined;
}

interface ReasonFieldProps {
  value: string;
  onChange: (value: string) => void;
  problem: string | undefined;
  /** Reasons to pick instead of typing. */
  usual: readonly string[];
}

export function ReasonField({ value, onChange, problem, usual }: ReasonFieldProps) {
  return (
    <div>
      <Field label="Reason" error={problem}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={500}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            placeholder="Ticket, or what happened"
          />
        )}
      </Field>
      <div className="mt-2 flex flex-wrap gap-1.5">
        {usual.map((reason) => (
          <button
            key={reason}
            type="button"
            onClick={() => onChange(reason)}
            className="h-6 rounded-full border border-line-strong px-2.5 text-12 text-ink-muted transition-colors hover:bg-surface-hover hover:text-ink"
          >
            {reason}
          </button>
        ))}
      </div>
    </div>
  );
}
