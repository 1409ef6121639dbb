"use client";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { DeletionUndo } from "#components/undo/deletion-undo.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import { useCacheSearch } from "#lib/browser/use-cache-search.ts";
import type { CacheKey, DeletedCacheKeys } from "#lib/cache/schema.ts";
import type { Undo } from "#lib/undo/schema.ts";
import type { CacheActions } from "./cache-actions.ts";
import type { CacheChoice } from "./cache-page.tsx";
import { FlushButton } from "./flush-button.tsx";
import { KeySearchStatus } from "./key-search-status.tsx";
import { KeyTable } from "./key-table.tsx";

const DeleteDialog = lazy(() => import("./delete-dialog.tsx").then((module) => ({ default: module.DeleteDialog })));
const ValueSheet = lazy(() => import("./value-sheet.tsx").then((module) => ({ default: module.ValueSheet })));

interface KeyResultsProps {
  deployment: DeploymentChoice;
  cache: CacheChoice;
  pattern: string;
  rights: { mayShow: boolean; mayDelete: boolean };
  actions: CacheActions;
}

export function KeyResults({ deployment, cache, pattern, rights, actions }: KeyResultsProps) {
  const { state, stop, again: searchAgain } = useCacheSearch(deployment.name, cache.name, pattern);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<CacheKey>();
  const [doomed, setDoomed] = useState<readonly CacheKey[]>();
  const [undo, setUndo] = useState<Undo>();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const again = () => {
    setGone(new Set());
    searchAgain();
  };
  const keys = state.keys.filter(({ key }) => !gone.has(key));
  const pickedKeys = keys.filter(({ key }) => picked.has(key));

  const onDeleted = (deleted: DeletedCacheKeys) => {
    setGone(new Set([...gone, ...(doomed ?? []).map(({ key }) => key)]));
    setPicked(new Set());
    setDoomed(undefined);
    setOpened(undefined);
    setUndo(deleted.undo);
    const { confirmed, connected } = deleted.replicas;
    showToast(
      `${formatCount(deleted.deleted, "key")} deleted, confirmed by ${confirmed} of ${formatCount(connected, "replica")}.`,
      confirmed < connected ? "warning" : "ok",
    );
  };
  return (
    <>
      <DeletionUndo deployment={deployment.name} undo={undo} restore={actions.restoreUndo} onRestored={again} />
      <section aria-label="Keys" className="overflow-hidden rounded-large border border-line bg-surface shadow-panel">
        <KeySearchStatus search={state} pattern={pattern} onStop={stop} onAgain={again} />
        {keys.length === 0 ? null : (
          <>
            {rights.mayDelete ? (
              <div className="flex min-h-13 flex-wrap items-center gap-2 border-line border-t px-4 py-2">
                <Button size="small" disabled={pickedKeys.length === 0} onClick={() => setDoomed(pickedKeys)}>
                  {pickedKeys.length === 0
                    ? "Delete selected"
                    : `Delete ${formatCount(pickedKeys.length, "selected key")}`}
                </Button>
                <FlushButton deployment={deployment} keyspace={cache.name} pattern={pattern} actions={actions} />
              </div>
            ) : null}
            <KeyTable
              keys={keys}
              picked={rights.mayDelete ? picked : undefined}
              onPick={setPicked}
              onOpen={rights.mayShow ? setOpened : undefined}
            />
          </>
        )}
      </section>
      {state.failure === undefined ? null : <FailurePanel failure={state.failure} onRetry={again} />}
      <Suspense>
        {opened === undefined ? null : (
          <ValueSheet
            key={opened.key}
            deployment={deployment.name}
            keyspace={cache.name}
            cacheKey={opened}
            showValue={actions.showValue}
            onClose={() => setOpened(undefined)}
            onDelete={rights.mayDelete ? () => setDoomed([opened]) : undefined}
          />
        )}
        {doomed === undefined ? null : (
          <DeleteDialog
            deployment={deployment}
            keyspace={cache.name}
            keys={doomed}
            deleteKeys={actions.deleteKeys}
            onClose={() => setDoomed(undefined)}
            onDeleted={onDeleted}
          />
        )}
      </Suspense>
    </>
  );
}
