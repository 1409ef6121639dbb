"use client";
import { useQuery } from "@tanstack/react-query";
import { Boxes, RefreshCw } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cacheSampleQuery } from "#lib/browser/cache-sample-query.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { NamespaceTable } from "./namespace-table.tsx";
import { Treemap } from "./treemap.tsx";

interface NamespacePanelProps {
  deployment: string;
  onPattern: (keyspace: string, pattern: string) => void;
}

/** What the caches hold, by the beginnings of their keys, from a bounded sample. */
export function NamespacePanel({ deployment, onPattern }: NamespacePanelProps) {
  const { data, error, isFetching, refetch } = useQuery(cacheSampleQuery(deployment));
  if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-80" />;
  const { namespaces, sampledKeys, isWhole, source, at } = data;
  return (
    <Panel
      title="What is in the cache"
      isFlush
      aside={
        <span className="flex items-center gap-3 text-12 text-ink-muted">
          <span>
            {isWhole ? "All" : "Worked out from"} {formatCount(sampledKeys, "key")}
            {source === null ? null : (
              <>
                {" "}
                of {source.role} <span className="font-mono">{source.address}</span>
              </>
            )}
            , <RelativeTime at={at} />
          </span>
          <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
            <RefreshCw aria-hidden className="size-3.5" />
            Look again
          </Button>
        </span>
      }
    >
      {namespaces.length === 0 ? (
        <EmptyState icon={<Boxes aria-hidden />} title="The caches are empty">
          Here stands what takes the memory, as soon as there are keys. Pub/Sub channels and sessions are not counted.
        </EmptyState>
      ) : (
        <>
          <Treemap namespaces={namespaces} onPattern={onPattern} />
          <NamespaceTable namespaces={namespaces} onPattern={onPattern} />
        </>
      )}
    </Panel>
  );
}
