"use client";
import { KeyRound } from "lucide-react";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { signIn } from "#lib/browser/sign-in.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure } from "#lib/result.ts";

interface SignInFormProps {
  /** The path to return to. */
  from: string;
  /** What the single sign-on button says; absent where there is none. */
  oidcName?: string;
}

export function SignInForm({ from, oidcName }: SignInFormProps) {
  const [failure, setFailure] = useState<Failure>();
  const [missing, setMissing] = useState<{ name?: string; password?: string }>({});
  const [isPending, start] = useTransition();

  const go = (way: "callback/credentials" | "signin/oidc", fields: Record<string, string>) =>
    start(async () => {
      setFailure(undefined);
      try {
        window.location.assign(await signIn({ way, fields, from }));
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, password] = [String(form.get("name") ?? "").trim(), String(form.get("password") ?? "")];
    setMissing({
      ...(name === "" ? { name: "Type your user name." } : {}),
      ...(password === "" ? { password: "Type your password." } : {}),
    });
    if (name !== "" && password !== "") go("callback/credentials", { name, password });
  };

  return (
    <div className="space-y-4">
      <form noValidate onSubmit={onSubmit} className="space-y-4">
        <Field label="User name" error={missing.name}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
          )}
        </Field>
        <Field label="Password" error={missing.password}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" />}
        </Field>
        {failure === undefined ? null : <SignInFailure failure={failure} />}
        <Button type="submit" look="primary" size="large" isBusy={isPending} className="w-full">
          {isPending ? "Signing in" : "Sign in"}
        </Button>
      </form>
      {oidcName === undefined ? null : (
        <>
          <p className="flex items-center gap-3 text-12 text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </p>
          <Button size="large" className="w-full" isBusy={isPending} onClick={() => go("signin/oidc", {})}>
            <KeyRound aria-hidden className="size-4" />
            {oidcName}
          </Button>
        </>
      )}
    </div>
  );
}

function SignInFailure({ failure }: { failure: Failure }) {
  return (
    <div role="alert" className="rounded-medium bg-critical-soft px-3 py-2 text-13">
      <p className="font-medium text-critical">{failure.message}</p>
      {failure.advice === "" ? null : <p className="mt-0.5 text-ink-muted">{failure.advice}</p>}
    </div>
  );
}
