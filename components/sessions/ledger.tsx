"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import { formatNumber } from "#lib/browser/format-number.ts";
import { ledgerQuery } from "#lib/browser/ledger-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { LedgerFilter, Revocation } from "#lib/sessions/schema.ts";
import { CheckAgain } from "./check-again.tsx";
import { LedgerBar } from "./ledger-bar.tsx";
import type { SessionActions } from "./session-actions.ts";
import { stillGone } from "./still-gone.ts";

interface LedgerProps {
  deployment: string;
  recheck: SessionActions["recheck"];
}

/** Who revoked whose sessions, why, how many, and whether they are still gone. */
export function Ledger({ deployment, recheck }: LedgerProps) {
  const filter = filterFromAddress(useSearchParams());
  return (
    <div className="space-y-4">
      <LedgerBar deployment={deployment} filter={filter} />
      <LedgerPages deployment={deployment} recheck={recheck} filter={filter} />
    </div>
  );
}

function filterFromAddress(parameters: { get(name: string): string | null }): LedgerFilter {
  const state = parameters.get("state");
  const find = parameters.get("find")?.trim();
  const known = (["pending", "gone", "came-back", "failed", "unknown"] as const).find((one) => one === state);
  return { ...(find ? { find } : {}), ...(known === undefined ? {} : { state: known }) };
}

function LedgerPages({ deployment, recheck, filter }: LedgerProps & { filter: LedgerFilter }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    ledgerQuery(deployment, filter),
  );
  if (data === undefined) {
    if (error !== null) return <FailurePanel failure={toClientFailure(error)} onRetry={() => void refetch()} />;
    return <Skeleton className="h-72" />;
  }
  const revocations = data.pages.flatMap((page) => page.revocations);
  if (revocations.length === 0) {
    return (
      <EmptyState
        icon={<ScrollText aria-hidden />}
        title={Object.keys(filter).length === 0 ? "Nothing has been revoked yet" : "No revocation fits"}
      >
        Every revocation is written here, with who did it, why, and whether the sessions stayed away.
      </EmptyState>
    );
  }
  return (
    <div className="overflow-hidden rounded-large border border-line bg-surface shadow-panel">
      <div className="sm:hidden">
        <LedgerList revocations={revocations} deployment={deployment} recheck={recheck} />
      </div>
      <div className="hidden sm:block">
        <LedgerTable revocations={revocations} deployment={deployment} recheck={recheck} />
      </div>
      {hasNextPage ? (
        <div className="border-line border-t p-2 text-center">
          <Button look="quiet" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older ones
          </Button>
        </div>
      ) : (
        <p className="border-line border-t px-4 py-2 text-12 text-ink-muted">Complete: there are no older ones.</p>
      )}
    </div>
  );
}

interface LedgerRowsProps extends LedgerProps {
  revocations: readonly Revocation[];
}

function LedgerTable({ revocations, ...rest }: LedgerRowsProps) {
  return (
    <Table
      caption="Revocations, the latest first"
      head={
        <>
          <HeadCell>When</HeadCell>
          <HeadCell>By</HeadCell>
          <HeadCell>Whom</HeadCell>
          <HeadCell>Reason</HeadCell>
          <HeadCell isNumber>Deleted</HeadCell>
          <HeadCell>Still gone?</HeadCell>
          <HeadCell>
            <span className="sr-only">Action</span>
          </HeadCell>
        </>
      }
    >
      {revocations.map((revocation) => (
        <tr key={revocation.id} className="hover:bg-surface-hover">
          <Cell>
            <RelativeTime at={revocation.at} />
          </Cell>
          <Cell>{revocation.by}</Cell>
          <Cell className="whitespace-nowrap">{revocation.whom}</Cell>
          <Cell className="w-full max-w-0">
            <span className="block truncate" title={revocation.reason}>
              {revocation.reason}
            </span>
          </Cell>
          <Cell isNumber className="whitespace-nowrap">
            {formatNumber(revocation.deleted)} of {formatNumber(revocation.asked)}
          </Cell>
          <Cell className="whitespace-nowrap">
            <StatusBadge isPlain {...stillGone(revocation)} />
          </Cell>
          <Cell className="whitespace-nowrap text-right">
            <CheckAgain revocation={revocation} {...rest} />
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function LedgerList({ revocations, ...rest }: LedgerRowsProps) {
  return (
    <ul className="divide-y divide-line">
      {revocations.map((revocation) => (
        <li key={revocation.id} className="space-y-0.5 px-4 py-3 text-13">
          <span className="flex items-center justify-between gap-2">
            <span className="font-medium text-14">{revocation.whom}</span>
            <StatusBadge isPlain {...stillGone(revocation)} />
          </span>
          <p className="text-ink-muted">
            {formatNumber(revocation.deleted)} of {formatNumber(revocation.asked)} deleted by {revocation.by},{" "}
            <RelativeTime at={revocation.at} />
          </p>
          <p className="break-words">{revocation.reason}</p>
          <CheckAgain revocation={revocation} {...rest} />
        </li>
      ))}
    </ul>
  );
}
