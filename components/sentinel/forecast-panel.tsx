"use client";
import { CircleCheck, OctagonAlert, TriangleAlert } from "lucide-react";
import { buttonStyle } from "#components/ui/button-style.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Topology } from "#lib/topology/schema.ts";
import { AgreementMatrix } from "./agreement-matrix.tsx";
import { forecastSentence, verdictWords } from "./forecast-words.ts";

/** What the sentinels would do now, and whether they believe the same. */
export function ForecastPanel({ topology, mayFailOver }: { topology: Topology; mayFailOver: boolean }) {
  const { forecast } = topology;
  if (forecast === null) {
    return (
      <Panel title="If the master failed now">
        <p className="text-13">Nothing would take over: this is a standalone instance, and nobody watches it.</p>
      </Panel>
    );
  }
  const { automaticObstacle, manualObstacle, dissent, replicas } = forecast;
  const [Icon, colour] =
    automaticObstacle !== null
      ? [OctagonAlert, "text-critical"]
      : dissent !== null
        ? [TriangleAlert, "text-warning"]
        : [CircleCheck, "text-ok"];
  return (
    <Panel
      title="Failover forecast"
      isFlush
      aside={
        mayFailOver ? (
          <PageLink href={`/${topology.deployment}/failover`} className={buttonStyle("secondary", "small")}>
            Fail over …
          </PageLink>
        ) : null
      }
    >
      <div className="px-4 pb-3">
        <p className="flex items-start gap-2 text-14">
          <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
          <span>{forecastSentence(forecast)}</span>
        </p>
        <details className="mt-2 text-13">
          <summary className="text-ink-muted hover:text-ink">
            Each replica, and a failover that somebody asks for
          </summary>
          <ul className="mt-2 divide-y divide-line rounded-medium border border-line">
            {replicas.map((replica) => (
              <li key={replica.address} className="flex flex-wrap justify-between gap-x-4 px-3 py-1.5">
                <span className="font-mono">{replica.address}</span>
                <span className={replica.isChosen ? "font-medium" : "text-ink-muted"}>{verdictWords(replica)}</span>
              </li>
            ))}
            <li className="px-3 py-1.5 text-ink-muted">
              Asked for by SENTINEL FAILOVER: {manualObstacle === null ? "possible now" : `refused, ${manualObstacle}`}.
            </li>
          </ul>
        </details>
      </div>
      <AgreementMatrix topology={topology} />
    </Panel>
  );
}
