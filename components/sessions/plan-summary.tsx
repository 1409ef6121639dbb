import { TriangleAlert } from "lucide-react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { formatCount } from "#lib/browser/format-number.ts";
import type { RevocationPlan, RevocationScope } from "#lib/sessions/schema.ts";
import { RecordedTime } from "./recorded-time.tsx";

interface PlanSummaryProps {
  plan: RevocationPlan;
  scope: RevocationScope;
  deployment: DeploymentChoice;
}

/** Exactly what will be done: to whom, how many, where. */
export function PlanSummary({ plan, scope, deployment }: PlanSummaryProps) {
  if (plan.count === 0) {
    return <p className="text-ink-muted">There is nothing to revoke: these sessions have ended by themselves.</p>;
  }
  return (
    <div className="space-y-3">
      <p>
        {plan.isAuthoritative
          ? scope.scope === "user"
            ? "Signs the user out everywhere: "
            : "Signs out: "
          : "Deletes "}
        <strong className="font-semibold">
          {formatCount(plan.count, plan.isAuthoritative ? "session" : "session key")}
        </strong>{" "}
        of {whom(plan)} in {deployment.label} <EnvironmentTag environment={deployment.environment} />
      </p>
      {plan.isComplete ? null : (
        <Caution>Not all sessions could be looked at. Sessions that were not found will not be revoked.</Caution>
      )}
      {plan.isAuthoritative ? null : (
        <Caution>
          This signs nobody out by itself: the application keeps its sign-ins elsewhere too, and may write these keys
          anew. End the sign-in there as well.
        </Caution>
      )}
      <ul className="divide-y divide-line rounded-medium border border-line text-13">
        {plan.sample.map((row) => (
          <li key={row.tag} className="flex min-h-9 flex-wrap items-center justify-between gap-x-3 px-3 py-1">
            <span className="min-w-0 truncate whitespace-nowrap">{row.device ?? "Device not recorded"}</span>
            <span className="shrink-0 text-ink-muted">
              <span className="font-mono text-12">{row.ip ?? "no IP"}</span> · created{" "}
              <RecordedTime at={row.createdAt} />
            </span>
          </li>
        ))}
        {plan.count > plan.sample.length ? (
          <li className="px-3 py-2 text-ink-muted">
            and {formatCount(plan.count - plan.sample.length, "more", "more")}
          </li>
        ) : null}
      </ul>
      <p className="text-12 text-ink-muted">
        {plan.isAuthoritative
          ? "People are signed out at their next request. This cannot be undone; they can sign in again."
          : "The keys are deleted and cannot be restored. Whether anybody is signed out is up to the application."}
      </p>
    </div>
  );
}

function whom({ users }: RevocationPlan): string {
  const [first] = users;
  if (first === undefined) return "nobody";
  if (users.length > 1) return `${formatCount(users.length, "user")}`;
  const email = first.email === null ? "" : ` (${first.email})`;
  return first.userId === null ? `a visitor who is not signed in${email}` : `user ${first.userId}${email}`;
}

function Caution({ children }: { children: string }) {
  return (
    <p className="flex gap-2 rounded-medium bg-warning-soft px-3 py-2 text-13 text-warning">
      <TriangleAlert aria-hidden className="mt-px size-4 shrink-0" />
      {children}
    </p>
  );
}
