"use client";
import { lazy, Suspense, useState } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const CheckPromql = lazy(() => import("./check-promql.tsx").then((module) => ({ default: module.CheckPromql })));

/** Fetched when somebody wants to see it. */
export function CheckPromqlToggle(props: { deployment: string; check: string; instance: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-12 text-ink-muted" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit py-1 hover:text-ink">PromQL</summary>
      <div className="mt-1">
        {isOpen ? (
          <Suspense fallback={<Skeleton className="h-8 w-full" />}>
            <CheckPromql {...props} />
          </Suspense>
        ) : null}
      </div>
    </details>
  );
}
