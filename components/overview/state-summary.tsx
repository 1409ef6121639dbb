import { STATE_LOOKS } from "#components/ui/state.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { HealthReport } from "#lib/health/schema.ts";
import { CheckItem } from "./check-item.tsx";

const ORDER = { critical: 0, warning: 1, unknown: 2, ok: 3 } as const;

/** One sentence that says the state and why; below it only what is not well. */
export function StateSummary({ health, deployment }: { health: HealthReport; deployment: string }) {
  const { icon: Icon, text } = STATE_LOOKS[health.state];
  const wrong = health.checks
    .filter(({ state }) => state !== "ok")
    .sort((one, other) => ORDER[one.state] - ORDER[other.state]);
  const fine = health.checks.filter(({ state }) => state === "ok");
  return (
    <section
      aria-label="State of the deployment"
      className="overflow-hidden rounded-large border border-line bg-surface shadow-panel"
    >
      <div className="flex items-start gap-3 px-4 py-3.5">
        <Icon aria-hidden className={`mt-1 size-5 shrink-0 ${text}`} />
        <div className="min-w-0">
          <p role="status" className="text-balance font-semibold text-20">
            {health.sentence}
          </p>
          <p className="text-13 text-ink-muted">{countChecks(health.checks)}</p>
        </div>
      </div>
      {wrong.length === 0 ? null : (
        <ul className="divide-y divide-line border-line border-t">
          {wrong.map((check) => (
            <CheckItem key={`${check.id} ${check.instance}`} check={check} deployment={deployment} />
          ))}
        </ul>
      )}
      {fine.length === 0 ? null : (
        <details className="border-line border-t text-13">
          <summary className="px-4 py-2 text-ink-muted hover:bg-surface-hover">
            {formatCount(fine.length, "check")} OK
          </summary>
          <ul className="grid gap-x-8 px-4 pb-3 sm:grid-cols-2 xl:grid-cols-3">
            {fine.map((check) => (
              <li
                key={`${check.id} ${check.instance}`}
                className="flex min-h-7 items-center justify-between gap-3 border-line border-b"
              >
                <span className="min-w-0 truncate">
                  {check.label}
                  {check.instance === null ? null : (
                    <span className="ml-1.5 font-mono text-12 text-ink-muted">{check.instance}</span>
                  )}
                </span>
                <span className="flex shrink-0 items-center gap-2 tabular-nums">
                  {check.value}
                  <StatusBadge state="ok" isPlain />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What nobody can tell is no fault, and no proof that all is well either. */
function countChecks(checks: HealthReport["checks"]): string {
  const untold = checks.filter(({ state }) => state === "unknown").length;
  const bad = checks.filter(({ state }) => state === "warning" || state === "critical").length;
  const told = checks.length - untold;
  const verdict =
    bad === 0
      ? `All ${formatCount(told, "check")} that can be told pass`
      : `${bad} of ${formatCount(told, "check")} ${bad === 1 ? "is" : "are"} not OK`;
  if (untold === 0) return `${verdict.replace(" that can be told", "")}.`;
  return `${verdict}; ${untold} cannot be told.`;
}
