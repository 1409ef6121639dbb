import { type ReactNode, useId } from "react";

export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  /** Spread onto the input, so that label, hint and error belong to it. */
  children: (control: FieldControl) => ReactNode;
}

export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [error === undefined ? "" : errorId, hint === undefined ? "" : hintId].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium text-13">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": described === "" ? undefined : described,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {error === undefined ? null : (
        <p id={errorId} role="alert" className="mt-1 text-13 text-critical">
          {error}
        </p>
      )}
      {hint === undefined ? null : (
        <p id={hintId} className="mt-1 text-12 text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
