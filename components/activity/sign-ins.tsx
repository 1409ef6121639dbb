"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { signInsQuery } from "#lib/browser/sign-ins-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { SignInSummary } from "#lib/sign-in/schema.ts";
import type { ActivityActions } from "./activity-actions.ts";

const EndSignInDialog = lazy(() =>
  import("./end-sign-in-dialog.tsx").then((module) => ({ default: module.EndSignInDialog })),
);

/** Who is signed in to the console now. */
export function SignIns({ actions }: { actions: ActivityActions }) {
  const { data, error, refetch } = useQuery(signInsQuery());
  const client = useQueryClient();
  const [doomed, setDoomed] = useState<SignInSummary>();
  if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-60" />;
  return (
    <Panel title="Signed in now" isFlush>
      <ul className="divide-y divide-line border-line border-t text-13">
        {data.map((signIn) => (
          <li key={signIn.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="min-w-32 font-medium">{signIn.name}</span>
            <Badge>{signIn.role}</Badge>
            <span className="font-mono text-12">{signIn.address}</span>
            <span className="text-ink-muted">
              since <RelativeTime at={signIn.createdAt} />, last seen <RelativeTime at={signIn.lastSeenAt} />
            </span>
            <span className="ml-auto">
              {signIn.isOwn ? (
                <Badge>you</Badge>
              ) : (
                <Button size="small" aria-label={`Sign ${signIn.name} out`} onClick={() => setDoomed(signIn)}>
                  Sign out
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <Suspense>
        {doomed === undefined ? null : (
          <EndSignInDialog
            signIn={doomed}
            actions={actions}
            onClose={() => setDoomed(undefined)}
            onEnded={() => {
              setDoomed(undefined);
              void client.invalidateQueries({ queryKey: ["sign-ins"] });
            }}
          />
        )}
      </Suspense>
    </Panel>
  );
}
