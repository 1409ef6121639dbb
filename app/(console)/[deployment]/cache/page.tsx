import type { Metadata } from "next";
import { deleteCacheKeysAction } from "#app/(console)/[deployment]/actions.ts";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { CachePage } from "#components/cache/cache-page.tsx";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { searchCache } from "#lib/cache/search-cache.ts";
import { showCacheValue } from "#lib/cache/show-value.ts";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { flushCacheAction, flushLargeCacheAction, planFlushAction, showCacheValueAction } from "./actions.ts";

export const metadata: Metadata = { title: "Cache" };

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage params={params} title="Cache" roles={searchCache.roles}>
      {({ undoable, config, role }) => (
        <CachePage
          deployment={undoable}
          caches={cachesOf(config)}
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
      )}
    </GuardedPage>
  );
}

function cachesOf({ keyspaces }: DeploymentConfig) {
  return keyspaces.flatMap((keyspace) =>
    keyspace.kind === "cache" ? [{ name: keyspace.name, label: keyspace.label, scopes: keyspace.scopes }] : [],
  );
}
