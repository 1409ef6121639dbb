"use client";
import { Button } from "#components/ui/button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { Cell, HeadCell, Table } from "#components/ui/table.tsx";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import { Release } from "./release.tsx";
import { UsedBar } from "./used-bar.tsx";

interface LimitTableProps {
  limits: readonly RateLimit[];
  /** When it was looked at: from then on the time to release runs. */
  at: number;
  onReset: ((limit: RateLimit) => void) | undefined;
  onSubject: ((subject: string) => void) | undefined;
}

export function LimitTable({ limits, at, onReset, onSubject }: LimitTableProps) {
  return (
    <>
      <ul className="divide-y divide-line border-line border-t sm:hidden">
        {limits.map((limit) => (
          <li key={`${limit.keyspace} ${limit.key}`} className="space-y-1.5 px-4 py-2.5 text-13">
            <span className="flex items-center justify-between gap-2">
              <Subject limit={limit} onSubject={onSubject} />
              <BlockedBadge limit={limit} />
            </span>
            <UsedBar limit={limit} />
            <span className="flex items-center justify-between gap-2 text-ink-muted">
              <Release limit={limit} at={at} />
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
              <HeadCell>Free again</HeadCell>
              {onReset === undefined ? null : <HeadCell>Action</HeadCell>}
            </>
          }
        >
          {limits.map((limit) => (
            <tr key={`${limit.keyspace} ${limit.key}`} className="hover:bg-surface-hover">
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
              <Cell className="text-ink-muted">
                <Release limit={limit} at={at} />
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
  // A key with several varying parts has no single subject to look up.
  if (onSubject === undefined || limit.subject.includes(" · ")) {
    return <span className="break-all font-mono">{limit.subject}</span>;
  }
  return (
    <button
      type="button"
      onClick={() => onSubject(limit.subject)}
      className="break-all text-left font-mono text-accent-text underline-offset-2 hover:underline"
    >
      {limit.subject}
    </button>
  );
}

function BlockedBadge({ limit: { isBlocked, used, limit } }: { limit: RateLimit }) {
  if (isBlocked) return <StatusBadge state="critical" word="Blocked" isPlain />;
  if (used === null || limit === null) return <StatusBadge state="unknown" word="Not known" isPlain />;
  return (
    <StatusBadge state={used / limit >= 0.8 ? "warning" : "ok"} word={used / limit >= 0.8 ? "Near" : "Free"} isPlain />
  );
}

function ResetButton({ limit, onReset }: { limit: RateLimit; onReset: LimitTableProps["onReset"] }) {
  if (onReset === undefined) return null;
  return (
    <Button size="small" aria-label={`Reset ${limit.label} of ${limit.subject}`} onClick={() => onReset(limit)}>
      Reset
    </Button>
  );
}
