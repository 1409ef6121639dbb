"use client";
import { lazy, Suspense } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";

const ActiveSessions = lazy(() =>
  import("./active-sessions.tsx").then((module) => ({ default: module.ActiveSessions })),
);

/** The count is loaded after what people came for: the search. */
export function LaterActiveSessions({ deployment }: { deployment: string }) {
  return (
    <Suspense fallback={<Skeleton className="h-5 w-40" />}>
      <ActiveSessions deployment={deployment} />
    </Suspense>
  );
}
