import { TriangleAlert } from "lucide-react";
import { FigureList } from "#components/ui/figure-list.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { CohortPlan } from "#lib/sessions/schema.ts";
import { RecordedTime } from "./recorded-time.tsx";

/** How many, of whom, some of them, and what stays and why. */
export function CohortPlanSummary({ plan }: { plan: CohortPlan }) {
  const { count, users, topUsers, sample, excluded, looked, source, what } = plan;
  return (
    <div className="space-y-4">
      <p className="break-words">
        <strong className="font-semibold">{formatCount(count, "session")}</strong> of{" "}
        <strong className="font-semibold">
          {plan.hasMoreUsers ? "more than " : ""}
          {formatCount(users, "user")}
        </strong>
        : {what}
      </p>
      {plan.isAuthoritative ? null : (
        <p className="flex gap-2 rounded-medium bg-warning-soft px-3 py-2 text-13 text-warning">
          <TriangleAlert aria-hidden className="mt-px size-4 shrink-0" />
          The application keeps some of these sign-ins elsewhere too: revoking here does not sign everybody out.
        </p>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <FigureList
          title={
            plan.hasMoreUsers
              ? `Who has the most of them, of the first ${formatNumber(users)} users`
              : "Who has the most of them"
          }
          figures={topUsers.map(({ userId, email, count: its }) => ({
            name: email === null ? userId : `${userId} (${email})`,
            value: formatCount(its, "session"),
          }))}
        />
        <FigureList
          title="What stays"
          figures={[
            { name: "Of users who are left alone", value: formatNumber(excluded.excepted) },
            { name: "Fit, but nobody is signed in with them", value: formatNumber(excluded.anonymous) },
            { name: "Do not say what is asked for", value: formatNumber(excluded.notRecorded) },
            { name: "Cannot be read", value: formatNumber(excluded.undecodable) },
            {
              name: "Looked at",
              value: (
                <>
                  {formatCount(looked, "session")} on {source.role}{" "}
                  <span className="font-mono text-12">{source.address}</span>
                </>
              ),
            },
          ]}
        />
      </div>
      {sample.length === 0 ? null : (
        <div>
          <h3 className="mb-1 font-semibold text-13">Some of them</h3>
          <ul className="divide-y divide-line rounded-medium border border-line text-13">
            {sample.map((row) => (
              <li key={row.tag} className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 px-3 py-1">
                <span className="min-w-0 truncate">
                  <span className="font-mono text-12">{row.userId}</span> · {row.device ?? "device not recorded"}
                </span>
                <span className="shrink-0 text-ink-muted">
                  <span className="font-mono text-12">{row.ip ?? "no IP"}</span> · created{" "}
                  <RecordedTime at={row.createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
