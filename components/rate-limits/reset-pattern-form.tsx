"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { StartedJobNote } from "#components/jobs/started-job-note.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Limiter } from "#lib/rate-limits/schema.ts";
import type { LimitActions } from "./limit-actions.ts";

const ResetPatternDialog = lazy(() =>
  import("./reset-pattern-dialog.tsx").then((module) => ({ default: module.ResetPatternDialog })),
);

interface ResetPatternFormProps {
  deployment: DeploymentChoice;
  limiters: readonly Limiter[];
  actions: LimitActions;
}

/** From a limiter and a pattern to the plan; here, and only here, a star means any text. */
export function ResetPatternForm({ deployment, limiters, actions }: ResetPatternFormProps) {
  const [name, setName] = useState(limiters[0]?.name ?? "");
  const limiter = limiters.find((one) => one.name === name);
  const [planned, setPlanned] = useState<string>();
  const [started, setStarted] = useState<string>();
  const client = useQueryClient();
  if (limiter === undefined) return null;
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pattern = String(new FormData(event.currentTarget).get("pattern") ?? "").trim();
    if (pattern !== "") setPlanned(pattern);
  };
  return (
    <div className="space-y-2 border-line border-t bg-surface-sunken px-4 py-3">
      <form onSubmit={onSubmit} className="flex flex-wrap items-end gap-3">
        <Field label="Reset by pattern, of">
          {(control) => (
            <select
              {...control}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className="h-9 max-w-full rounded-medium border border-control-line bg-surface px-3 text-14"
            >
              {limiters.map((one) => (
                <option key={one.name} value={one.name}>
                  {one.label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Key pattern" className="min-w-52 flex-1">
          {(control) => (
            <Input
              {...control}
              key={limiter.name}
              name="pattern"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={256}
              defaultValue={limiter.pattern}
              className="font-mono"
            />
          )}
        </Field>
        <Button type="submit" className="h-9">
          Plan the reset …
        </Button>
      </form>
      {started === undefined ? null : <StartedJobNote deployment={deployment.name} jobId={started} what="reset" />}
      <Suspense>
        {planned === undefined ? null : (
          <ResetPatternDialog
            deployment={deployment}
            limiter={limiter}
            pattern={planned}
            actions={actions}
            onClose={() => setPlanned(undefined)}
            onStarted={({ jobId }) => {
              setPlanned(undefined);
              setStarted(jobId);
              void client.invalidateQueries({ queryKey: ["jobs", deployment.name] });
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
