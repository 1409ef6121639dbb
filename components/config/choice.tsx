import { useId } from "react";

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; word: string }[];
  onChoose: (value: string) => void;
}

/** One of a few, with its name before it. */
export function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-2 text-13">
      <label htmlFor={id} className="shrink-0 text-ink-muted">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-8 min-w-0 max-w-60 rounded-medium border border-control-line bg-surface px-2 text-14"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.word}
          </option>
        ))}
      </select>
    </div>
  );
}
