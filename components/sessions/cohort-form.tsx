import type { FormEvent } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { CohortFields, FieldErrors } from "./cohort-in-address.ts";

interface CohortFormProps {
  initial: CohortFields;
  errors: FieldErrors;
  isCounting: boolean;
  onCount: (fields: CohortFields) => void;
  onStop: () => void;
}

const FIELDS: readonly { name: keyof CohortFields; label: string; hint: string }[] = [
  { name: "before", label: "Created before (UTC)", hint: "Such as 2026-03-01 12:00; when the hole was closed." },
  { name: "after", label: "Created from (UTC)", hint: "When it began; empty for all older ones too." },
  { name: "network", label: "From an address or a block", hint: "203.0.113.7, 203.0.113.0/24 or 2001:db8::/32." },
  { name: "agent", label: "User agent contains", hint: "Part of what the client calls itself, in any case." },
  { name: "user", label: "Of one user", hint: "A user id; for somebody with thousands of sessions." },
  { name: "except", label: "Leave these users alone", hint: "User ids, with commas between them: your own, say." },
];

/** What is filled in must all be so. */
export function CohortForm({ initial, errors, isCounting, onCount, onStop }: CohortFormProps) {
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const read = (name: keyof CohortFields) => String(form.get(name) ?? "");
    onCount({
      before: read("before"),
      after: read("after"),
      network: read("network"),
      agent: read("agent"),
      user: read("user"),
      except: read("except"),
    });
  };
  return (
    <form noValidate onSubmit={onSubmit} className="space-y-4">
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {FIELDS.map(({ name, label, hint }) => (
          <Field key={name} label={label} hint={hint} error={errors[name]}>
            {(control) => (
              <Input
                {...control}
                name={name}
                defaultValue={initial[name]}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={name === "except" ? 2_000 : 256}
              />
            )}
          </Field>
        ))}
      </div>
      {errors.form === undefined ? null : (
        <p role="alert" className="text-13 text-critical">
          {errors.form}
        </p>
      )}
      {isCounting ? (
        <Button onClick={onStop}>Stop counting</Button>
      ) : (
        <Button type="submit" look="primary">
          Count who that is
        </Button>
      )}
    </form>
  );
}
