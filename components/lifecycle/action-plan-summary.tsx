import { OctagonAlert } from "lucide-react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentTag } from "#components/shell/environment-tag.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { formatCount, formatNumber } from "#lib/browser/format-number.ts";
import type { ActionPlan } from "#lib/lifecycle/schema.ts";
import { ACTION_VERBS, SERVER_LOOKS } from "./managed-words.ts";

/** What it is now, what would happen, and why it must not where it must not. */
export function ActionPlanSummary({ plan, deployment }: { plan: ActionPlan; deployment: DeploymentChoice }) {
  const { instance, address, role, action, refusals, effects } = plan;
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-center gap-1.5">
        {ACTION_VERBS[action]} <strong className="font-semibold">{instance}</strong>
        {role === null ? null : <Badge>{role}</Badge>}
        <span className="font-mono text-13">{address}</span> of {deployment.label}
        <EnvironmentTag environment={deployment.environment} />
      </p>
      {refusals.length === 0 ? null : <Refusals plan={plan} deployment={deployment.name} />}
      {refusals.length > 0 ? null : (
        <div>
          <h3 className="mb-1 font-semibold text-13">What will happen</h3>
          <ul className="list-disc space-y-1 pl-5 text-13">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ul>
        </div>
      )}
      <FigureList title="As it is now" figures={figuresOf(plan)} />
    </div>
  );
}

/** What a failover is the way out of. */
const FAILOVER_HELPS: readonly string[] = ["master", "persistence", "older-data"];

function Refusals({ plan: { refusals, action }, deployment }: { plan: ActionPlan; deployment: string }) {
  return (
    <section aria-label="Why not" className="space-y-3 rounded-medium bg-critical-soft px-3 py-2.5 text-13">
      <p className="flex items-center gap-2 font-medium text-critical">
        <OctagonAlert aria-hidden className="size-4 shrink-0" />
        The console does not {action} it now.
      </p>
      {refusals.map(({ code, message, instead }) => (
        <div key={code}>
          <p>{message}</p>
          <p className="text-ink-muted">{instead}</p>
        </div>
      ))}
      {refusals.some(({ code }) => FAILOVER_HELPS.includes(code)) ? (
        <PageLink
          href={`/${deployment}/failover`}
          className="inline-block text-accent-text underline underline-offset-2"
        >
          Plan a failover …
        </PageLink>
      ) : null}
    </section>
  );
}

function figuresOf(plan: ActionPlan) {
  const { state, clients, keys, persistence, quorum, replicas, runsOn } = plan;
  const unsaved = persistence?.changesSinceSave;
  return [
    { name: "The server", value: SERVER_LOOKS[state].word },
    { name: "Its script runs on", value: runsOn },
    ...(clients === null ? [] : [{ name: "Connected clients", value: formatNumber(clients) }]),
    ...(keys === null ? [] : [{ name: "Keys", value: formatNumber(keys) }]),
    ...(persistence === null
      ? []
      : [
          { name: "Persistence", value: persistence.words },
          ...(unsaved == null ? [] : [{ name: "Since the last save", value: formatCount(unsaved, "change") }]),
        ]),
    ...(replicas === null
      ? []
      : [
          {
            name: "Replicas in sync",
            value: `${replicas.now} now, ${replicas.after} afterwards${replicas.asked ? `; writes need ${replicas.asked}` : ""}`,
          },
        ]),
    ...(quorum === null
      ? []
      : [
          {
            name: "Sentinels",
            value: `${quorum.now} of ${quorum.voters} answer, ${quorum.after} afterwards; a failover takes ${quorum.needed}`,
          },
        ]),
  ];
}
