"use client";
import { ScanSearch, Square } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useBigKeys } from "#lib/browser/use-big-keys.ts";
import { BigKeyResult } from "./big-key-result.tsx";
import type { InstanceTabProps } from "./instance-panel.tsx";

/** A bounded look at the keys; it begins only when somebody asks for it. */
export function BigKeys({ inspection, instance }: InstanceTabProps) {
  const { phase, sample, failure, start, stop } = useBigKeys(inspection.deployment.name, instance);
  const isSampling = phase === "sampling";
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="max-w-140 text-13 text-ink-muted">
          Looks at 200,000 keys or for 60 seconds at most, on a replica where there is one, and gives way when others
          would feel it. Names of sessions' keys are masked.
        </p>
        {isSampling ? (
          <Button size="small" onClick={stop}>
            <Square aria-hidden className="size-3.5" />
            Stop
          </Button>
        ) : (
          <Button size="small" look="primary" onClick={start}>
            <ScanSearch aria-hidden className="size-3.5" />
            {phase === "idle" ? "Look for big keys" : "Look again"}
          </Button>
        )}
      </div>
      {failure === undefined ? null : <FailurePanel failure={failure} />}
      {sample === undefined ? (
        phase === "idle" ? (
          <EmptyState icon={<ScanSearch aria-hidden />} title="Nothing looked at yet">
            The 50 keys that take the most memory will stand here, with their type and size.
          </EmptyState>
        ) : null
      ) : (
        <BigKeyResult sample={sample} isSampling={isSampling} />
      )}
    </div>
  );
}
