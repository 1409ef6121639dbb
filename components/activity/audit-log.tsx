"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { saveText } from "#components/ui/save-text.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type AuditFilter, auditQuery } from "#lib/browser/audit-query.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { ActivityActions } from "./activity-actions.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { AuditTable } from "./audit-table.tsx";
import { CheckChain } from "./check-chain.tsx";
import { auditCsv, auditJsonl } from "./write-audit.ts";

interface AuditLogProps {
  deployment: string;
  verify: ActivityActions["verifyAudit"] | undefined;
}

/** Who did what, to what, why, and how it ended; nobody can change it. */
export function AuditLog({ deployment, verify }: AuditLogProps) {
  const params = useSearchParams();
  const filter: AuditFilter = {
    user: params.get("user") ?? "",
    operation: params.get("operation") ?? "",
    phase: params.get("phase") ?? "",
    deployment: params.get("all") === null ? deployment : "",
  };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery(auditQuery(filter));
  const lines = data?.pages.flatMap((page) => page.lines);
  return (
    <div className="space-y-4">
      <AuditFilters key={JSON.stringify(filter)} deployment={deployment} filter={filter} />
      {verify === undefined ? null : <CheckChain verify={verify} />}
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />}
      {lines === undefined ? (
        error === null ? (
          <Skeleton className="h-60" />
        ) : null
      ) : (
        <Panel
          title={data?.pages[0]?.scope === "own" ? "What you did" : "What people did"}
          isFlush
          aside={
            <span className="flex gap-2">
              <Button size="small" onClick={() => saveText("audit.csv", "text/csv", auditCsv(lines))}>
                <Download aria-hidden className="size-3.5" />
                CSV
              </Button>
              <Button size="small" onClick={() => saveText("audit.jsonl", "application/jsonl", auditJsonl(lines))}>
                <Download aria-hidden className="size-3.5" />
                JSONL
              </Button>
            </span>
          }
        >
          {lines.length === 0 ? (
            <EmptyState icon={<ScrollText aria-hidden />} title="No line fits">
              Every change, every look at personal data and every refusal leaves a line here.
            </EmptyState>
          ) : (
            <AuditTable lines={lines} />
          )}
          <footer className="flex flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-2 text-12 text-ink-muted">
            <span>
              {formatCount(lines.length, "line")}
              {hasNextPage ? "; the files hold those shown" : ", which are all that fit"}
            </span>
            {hasNextPage ? (
              <Button look="quiet" size="small" isBusy={isFetching} onClick={() => void fetchNextPage()}>
                Show older ones
              </Button>
            ) : null}
          </footer>
        </Panel>
      )}
    </div>
  );
}
