"use client";
import { lazy, Suspense, useState } from "react";
import { cacheHref } from "#components/cache/cache-address.ts";
import { KeyTable } from "#components/cache/key-table.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { DeletionUndo } from "#components/undo/deletion-undo.tsx";
import type { CaseState } from "#lib/browser/case-state.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { CacheKey, DeletedCacheKeys } from "#lib/cache/schema.ts";
import type { Undo } from "#lib/undo/schema.ts";
import type { CaseActions } from "./case-actions.ts";
import { PartFailed } from "./part-failed.tsx";
import { PartStatus } from "./part-status.tsx";

const DeleteDialog = lazy(() =>
  import("#components/cache/delete-dialog.tsx").then((module) => ({ default: module.DeleteDialog })),
);

interface CaseEntriesPanelProps {
  deployment: DeploymentChoice;
  state: CaseState;
  actions: CaseActions;
  mayDelete: boolean;
  onChanged: () => void;
}

/** Cached entries that the configured forms of keys say are this person's. */
export function CaseEntriesPanel({ deployment, state, actions, mayDelete, onChanged }: CaseEntriesPanelProps) {
  const { entries: part, phase } = state;
  const [doomed, setDoomed] = useState<{ keyspace: string; keys: readonly CacheKey[] }>();
  const [undo, setUndo] = useState<Undo>();
  const onDeleted = ({ deleted, replicas: { confirmed, connected }, undo: kept }: DeletedCacheKeys) => {
    setDoomed(undefined);
    setUndo(kept);
    showToast(
      `${formatCount(deleted, "key")} deleted, confirmed by ${confirmed} of ${formatCount(connected, "replica")}.`,
      confirmed < connected ? "warning" : "ok",
    );
    onChanged();
  };
  if (part === undefined && phase !== "looking") return null;
  return (
    <Panel title="Cached entries" isFlush aside={<PartStatus isComplete={part?.entries?.isComplete} />}>
      {part === undefined ? <Skeleton className="mx-4 mb-4 h-16" /> : null}
      {part?.failure == null ? null : <PartFailed failure={part.failure} />}
      {part?.entries == null ? null : <NoEntries entries={part.entries} />}
      {part?.entries?.caches.map(({ keyspace, label, keys }) => (
        <div key={keyspace}>
          <div className="flex flex-wrap items-center gap-2 border-line border-t px-4 py-2 text-13">
            <PageLink
              href={cacheHref(deployment.name, { keyspace, pattern: undefined })}
              className="font-medium text-accent-text underline-offset-2 hover:underline"
            >
              {label}
            </PageLink>
            {mayDelete ? (
              <Button size="small" onClick={() => setDoomed({ keyspace, keys })}>
                Delete {formatCount(keys.length, "key")} …
              </Button>
            ) : null}
          </div>
          <KeyTable keys={keys} picked={undefined} onPick={() => undefined} onOpen={undefined} />
        </div>
      ))}
      {undo === undefined ? null : (
        <div className="px-4 py-3">
          <DeletionUndo deployment={deployment.name} undo={undo} restore={actions.restoreUndo} onRestored={onChanged} />
        </div>
      )}
      <Suspense>
        {doomed === undefined ? null : (
          <DeleteDialog
            deployment={deployment}
            {...doomed}
            deleteKeys={actions.deleteKeys}
            onClose={() => setDoomed(undefined)}
            onDeleted={onDeleted}
          />
        )}
      </Suspense>
    </Panel>
  );
}

type Entries = NonNullable<NonNullable<CaseState["entries"]>["entries"]>;

function NoEntries({ entries: { caches, isComplete, templates } }: { entries: Entries }) {
  if (caches.length > 0) return null;
  const text =
    templates === 0
      ? "The configuration does not say which cached keys are one person's: name their forms under personal of a cache keyspace."
      : isComplete
        ? "Nothing is cached of this person, as far as the configured forms of keys tell."
        : "None found so far; not everything was looked at.";
  return <p className="px-4 pb-3 text-13 text-ink-muted">{text}</p>;
}
