"use client";
import { ShieldCheck } from "lucide-react";
import { useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AuditVerification } from "#lib/audit/schema.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Result } from "#lib/result.ts";
import type { ActivityActions } from "./activity-actions.ts";

/** Each line holds the hash of the one before it: whether all still fit. */
export function CheckChain({ verify }: { verify: ActivityActions["verifyAudit"] }) {
  const [result, setResult] = useState<Result<AuditVerification>>();
  const [isBusy, start] = useTransition();
  const check = () =>
    start(async () => {
      try {
        setResult(await verify({}));
      } catch (thrown) {
        setResult({ ok: false, error: toClientFailure(thrown) });
      }
    });
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3 text-13">
        <Button size="small" isBusy={isBusy} onClick={check}>
          <ShieldCheck aria-hidden className="size-3.5" />
          Check that nothing was changed
        </Button>
        {result?.ok ? (
          <span role="status" className="flex items-center gap-2">
            <StatusBadge state={result.data.ok ? "ok" : "critical"} word={result.data.ok ? "Whole" : "Changed"} />
            {result.data.sentence}
          </span>
        ) : null}
      </div>
      {result !== undefined && !result.ok ? <FailurePanel failure={result.error} /> : null}
    </div>
  );
}
