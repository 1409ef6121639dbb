import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { deleteCacheKeysAction } from "#app/(console)/[deployment]/actions.ts";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { CachePage } from "#components/cache/cache-page.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { searchCache } from "#lib/cache/search-cache.ts";
import { showCacheValue } from "#lib/cache/show-value.ts";
import { currentServices } from "#lib/current-services.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import { flushCacheAction, flushLargeCacheAction, planFlushAction, showCacheValueAction } from "./actions.ts";

export const metadata: Metadata = { title: "Cache" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(searchCache.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Cache">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  const { role } = access.actor;
  const caches = config.keyspaces.flatMap((keyspace) =>
    keyspace.kind === "cache" ? [{ name: keyspace.name, label: keyspace.label, scopes: keyspace.scopes }] : [],
  );
  return (
    <PageFrame title="Cache">
      <CachePage
        deployment={{
          name,
          label: config.label,
          environment: config.environment,
          undo: undoOutlook({ config }, { keys: 0, bytes: 0 }),
        }}
        caches={caches}
        rights={{ mayShow: showCacheValue.roles.includes(role), mayDelete: deleteCacheKeys.roles.includes(role) }}
        actions={{
          showValue: showCacheValueAction,
          deleteKeys: deleteCacheKeysAction,
          restoreUndo: restoreUndoAction,
          planFlush: planFlushAction,
          flush: flushCacheAction,
          flushLarge: flushLargeCacheAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
    </PageFrame>
  );
}
