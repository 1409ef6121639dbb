"use client";
import { useEffect, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatBytes } from "#lib/browser/format-bytes.ts";
import { formatDuration } from "#lib/browser/format-duration.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { CacheKey, CacheValue } from "#lib/cache/schema.ts";
import type { Result } from "#lib/result.ts";
import type { CacheActions } from "./cache-actions.ts";
import { describeSize } from "./describe-size.ts";
import { ValueRows } from "./value-rows.tsx";

interface ValueSheetProps {
  deployment: string;
  keyspace: string;
  cacheKey: CacheKey;
  showValue: CacheActions["showValue"];
  onClose: () => void;
  onDelete: (() => void) | undefined;
}

/** The beginning of one value, as text where it is text. */
export function ValueSheet({ deployment, keyspace, cacheKey, showValue, onClose, onDelete }: ValueSheetProps) {
  const [result, setResult] = useState<Result<CacheValue>>();
  useEffect(() => {
    let isGone = false;
    showValue({ deployment, keyspace, key: cacheKey.key }).then(
      (answer) => isGone || setResult(answer),
      (thrown: unknown) => isGone || setResult({ ok: false, error: toClientFailure(thrown) }),
    );
    return () => {
      isGone = true;
    };
  }, [showValue, deployment, keyspace, cacheKey.key]);
  const shown = result?.ok ? result.data.key : cacheKey;
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="wrap-anywhere font-mono text-14">{cacheKey.text}</span>
          <CopyButton text={cacheKey.text} label="Copy key" />
        </span>
      }
      footer={onDelete === undefined ? undefined : <Button onClick={onDelete}>Delete this key</Button>}
    >
      <div className="space-y-6">
        <FigureList
          title="Key"
          figures={[
            { name: "Type", value: shown.type },
            { name: "Size", value: describeSize(shown) },
            { name: "Memory", value: shown.memoryBytes === null ? "not known" : formatBytes(shown.memoryBytes) },
            { name: "Expires in", value: shown.ttlMs === null ? "never" : formatDuration(shown.ttlMs) },
          ]}
        />
        {result === undefined ? (
          <Skeleton className="h-40" />
        ) : result.ok ? (
          <ValueRows value={result.data} />
        ) : (
          <FailurePanel failure={result.error} />
        )}
      </div>
    </Sheet>
  );
}
