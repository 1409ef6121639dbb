import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Failure } from "#lib/result.ts";

interface TypedFieldProps {
  /** The name or number that must be typed. */
  wanted: string | number;
  /** What it is. */
  hint: string;
  failure: Failure | undefined;
  value: string;
  onType: (typed: string) => void;
}

/** What nobody types by accident. */
export function TypedField({ wanted, hint, failure, value, onType }: TypedFieldProps) {
  return (
    <Field label={`Type ${wanted} to confirm`} error={failure?.fieldErrors?.typed?.[0]} hint={hint}>
      {(control) => (
        <Input
          {...control}
          {...(typeof wanted === "number" ? { inputMode: "numeric" as const } : {})}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
