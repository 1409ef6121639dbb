"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CacheActions } from "./cache-actions.ts";
import { cacheHref, readCacheAddress } from "./cache-address.ts";
import { PatternBox } from "./pattern-box.tsx";

const KeyResults = lazy(() => import("./key-results.tsx").then((module) => ({ default: module.KeyResults })));
const NamespacePanel = lazy(() =>
  import("./namespace-panel.tsx").then((module) => ({ default: module.NamespacePanel })),
);

export interface CacheChoice {
  name: string;
  label: string;
  /** Ready patterns of the configuration. */
  scopes: readonly { label: string; pattern: string }[];
}

interface CachePageProps {
  deployment: DeploymentChoice;
  caches: readonly CacheChoice[];
  /** What the role may do beside looking. */
  rights: { mayShow: boolean; mayDelete: boolean };
  actions: CacheActions;
}

export function CachePage({ deployment, caches, rights, actions }: CachePageProps) {
  const address = readCacheAddress(useSearchParams());
  const chosen = caches.find(({ name }) => name === address.keyspace) ?? caches[0];
  if (chosen === undefined) {
    return <p className="text-ink-muted">The configuration of {deployment.label} names no cache keyspace.</p>;
  }
  const go = (keyspace: string, pattern: string | undefined) =>
    // Without a request to the server: the page has all it needs.
    window.history.pushState(null, "", cacheHref(deployment.name, { keyspace, pattern }));
  return (
    <div className="space-y-4">
      <PatternBox caches={caches} chosen={chosen} pattern={address.pattern ?? ""} onSearch={go} />
      <Suspense fallback={<Skeleton className="h-80" />}>
        {address.pattern === undefined ? (
          <NamespacePanel deployment={deployment.name} onPattern={go} />
        ) : (
          <KeyResults
            key={`${chosen.name} ${address.pattern}`}
            deployment={deployment}
            cache={chosen}
            pattern={address.pattern}
            rights={rights}
            actions={actions}
          />
        )}
      </Suspense>
    </div>
  );
}
