"use client";
import { useQuery } from "@tanstack/react-query";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { checkFacesQuery } from "#lib/browser/check-faces-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { CheckPromql } from "./check-promql.tsx";

interface CheckFacesProps {
  deployment: string;
  check: string;
  instance: string | null;
}

/** The same check as Nagios, JSON and Prometheus have it, and how to get it from a terminal. */
export function CheckFaces(props: CheckFacesProps) {
  const { deployment, check, instance } = props;
  const { data, error, refetch } = useQuery(checkFacesQuery(deployment, check, instance));
  return (
    <div className="space-y-3">
      {error !== null ? (
        <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-16 w-full" />
      ) : (
        <>
          <Face name="Nagios" text={data.nagios} />
          <Face name="JSON" text={data.json} />
          <Face name="Command" text={data.command} />
        </>
      )}
      <section aria-label="PromQL" className="space-y-1">
        <h4 className="font-medium">PromQL</h4>
        <CheckPromql {...props} />
      </section>
    </div>
  );
}

function Face({ name, text }: { name: string; text: string }) {
  return (
    <section aria-label={name} className="flex items-start gap-2">
      <h4 className="w-20 shrink-0 font-medium">{name}</h4>
      <code className="max-h-40 min-w-0 flex-1 overflow-auto whitespace-pre-wrap break-words font-mono text-12 text-ink">
        {text}
      </code>
      <CopyButton text={text} label={`Copy as ${name}`} />
    </section>
  );
}
