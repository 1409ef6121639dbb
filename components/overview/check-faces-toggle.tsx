"use client";
import { lazy, Suspense, useState } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const CheckFaces = lazy(() => import("./check-faces.tsx").then((module) => ({ default: module.CheckFaces })));

/** Fetched when somebody wants to see it. */
export function CheckFacesToggle(props: { deployment: string; check: string; instance: string | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="text-12 text-ink-muted" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit py-1 hover:text-ink">As Nagios, JSON and PromQL</summary>
      <div className="mt-1">
        {isOpen ? (
          <Suspense fallback={<Skeleton className="h-8 w-full" />}>
            <CheckFaces {...props} />
          </Suspense>
        ) : null}
      </div>
    </details>
  );
}
