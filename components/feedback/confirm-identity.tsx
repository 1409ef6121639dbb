"use client";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Result } from "#lib/result.ts";

interface ConfirmIdentityProps {
  confirm: (input: { password: string }) => Promise<Result<unknown>>;
  /** The verb of what follows: "revoke". */
  action: string;
  onConfirmed: () => void;
}

/** Some steps ask again who it is: whoever found the desk empty stops here. */
export function ConfirmIdentity({ confirm, action, onConfirmed }: ConfirmIdentityProps) {
  const [problem, setProblem] = useState<string>();
  const [isPending, start] = useTransition();
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    start(async () => {
      try {
        const result = await confirm({ password });
        if (result.ok) onConfirmed();
        else setProblem(result.error.message);
      } catch (thrown) {
        setProblem(toClientFailure(thrown).message);
      }
    });
  };
  return (
    <form onSubmit={onSubmit} noValidate className="mt-4 rounded-large border border-line bg-surface-sunken p-4">
      <Field
        label="Confirm that it is you: your password"
        error={problem}
        hint="Your last proof of identity is more than five minutes old."
      >
        {(control) => (
          <div className="flex gap-2">
            <Input {...control} name="password" type="password" autoComplete="current-password" autoFocus />
            <Button type="submit" isBusy={isPending} className="h-9">
              Confirm and {action}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
