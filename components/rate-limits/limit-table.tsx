"use client";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import { Release, Renewal } from "./release.tsx";
import { UsedBar } from "./used-bar.tsx";

interface LimitTableProps {
  limits: readonly RateLimit[];
  /** When it was looked at: from then on the time to release runs. */
  at: number;
  onReset: ((limit: RateLimit) => void) | undefined;
  onSubject?: (subject: string) => void;
}

const NEAR = 0.8;

export function LimitTable({ limits, at, onReset, onSubject }: LimitTableProps) {
  return (
    <>
      <ul className="divide-y divide-line border-line border-t sm:hidden">
        {limits.map((limit) => (
          <li key={`${limit.keyspace} ${limit.id}`} className="space-y-1.5 px-4 py-2.5 text-13">
            <span className="flex items-center justify-between gap-2">
              <Subject limit={limit} onSubject={onSubject} />
              <BlockedBadge limit={limit} />
            </span>
            <UsedBar limit={limit} />
            <span className="flex items-end justify-between gap-2 text-ink-muted">
              <span className="min-w-0">
                <span className="block">{limit.label}</span>
                {limit.isBlocked ? (
                  <span className="block text-ink">
                    Let through again <Release limit={limit} at={at} />
                  </span>
                ) : null}
                <span className="block">
                  Begins anew <Renewal limit={limit} at={at} />
                </span>
              </span>
              <ResetButton limit={limit} onReset={onReset} />
            </span>
          </li>
        ))}
      </ul>
      <div className="hidden sm:block">
        <Table
          caption="Rate limits"
          head={
            <>
              <HeadCell>Subject</HeadCell>
              <HeadCell>Limiter</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell>Used of limit</HeadCell>
              <HeadCell>Let through again</HeadCell>
              <HeadCell>Begins anew</HeadCell>
              {onReset === undefined ? null : <HeadCell>Action</HeadCell>}
            </>
          }
        >
          {limits.map((limit) => (
            <tr key={`${limit.keyspace} ${limit.id}`} className="hover:bg-surface-hover">
              <Cell>
                <Subject limit={limit} onSubject={onSubject} />
              </Cell>
              <Cell>{limit.label}</Cell>
              <Cell>
                <BlockedBadge limit={limit} />
              </Cell>
              <Cell className="w-64">
                <UsedBar limit={limit} />
              </Cell>
              <Cell className={limit.isBlocked ? "font-medium" : "text-ink-muted"}>
                <Release limit={limit} at={at} />
              </Cell>
              <Cell className="text-ink-muted">
                <Renewal limit={limit} at={at} />
              </Cell>
              {onReset === undefined ? null : (
                <Cell>
                  <ResetButton limit={limit} onReset={onReset} />
                </Cell>
              )}
            </tr>
          ))}
        </Table>
      </div>
    </>
  );
}

function Subject({ limit, onSubject }: { limit: RateLimit; onSubject: LimitTableProps["onSubject"] }) {
  const { subject, lookUp } = limit;
  if (onSubject === undefined || lookUp === null) return <span className="wrap-anywhere font-mono">{subject}</span>;
  return (
    <button
      type="button"
      onClick={() => onSubject(lookUp)}
      className="wrap-anywhere text-left font-mono text-accent-text underline-offset-2 hover:underline"
    >
      {subject}
    </button>
  );
}

function BlockedBadge({ limit: { isBlocked, used, limit } }: { limit: RateLimit }) {
  if (isBlocked) return <StatusBadge state="critical" word="Blocked" isPlain />;
  if (used === null || limit === null) return <StatusBadge state="unknown" word="Not known" isPlain />;
  const isNear = used / limit >= NEAR;
  return <StatusBadge state={isNear ? "warning" : "ok"} word={isNear ? "Near" : "Free"} isPlain />;
}

function ResetButton({ limit, onReset }: { limit: RateLimit; onReset: LimitTableProps["onReset"] }) {
  if (onReset === undefined) return null;
  if (!limit.mayReset) return <span className="text-12 text-ink-muted">Read-only</span>;
  return (
    <Button size="small" aria-label={`Reset ${limit.label} of ${limit.subject}`} onClick={() => onReset(limit)}>
      Reset
    </Button>
  );
}
