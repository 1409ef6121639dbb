"use client";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Limiter } from "#lib/rate-limits/schema.ts";
import type { LimitActions, LimitRights } from "./limit-actions.ts";
import { ResetPatternForm } from "./reset-pattern-form.tsx";

interface LimiterListProps {
  deployment: DeploymentChoice;
  limiters: readonly Limiter[];
  rights: LimitRights;
  actions: LimitActions;
}

/** How each limiter counts; who may, resets by pattern from here. */
export function LimiterList({ deployment, limiters, rights, actions }: LimiterListProps) {
  const resettable = limiters.filter(({ isReadOnly }) => !isReadOnly);
  return (
    <Panel title="How the limiters count" isFlush>
      <ul className="divide-y divide-line border-line border-t text-13">
        {limiters.map((limiter) => (
          <li key={limiter.name} className="grid gap-x-4 gap-y-1 px-4 py-2.5 lg:grid-cols-[14rem_1fr_auto]">
            <span className="font-medium">
              {limiter.label} {limiter.isReadOnly ? <Badge>read-only</Badge> : null}
            </span>
            <span className="text-ink-muted">
              {limiter.how}
              {limiter.ask.length === 0 ? "" : ` Its keys are hashes of ${limiter.ask.join(", ")}.`}
              {limiter.isFromDocumentation
                ? " The layout of its keys comes from documentation and was not tested with the application."
                : ""}
            </span>
            <span className="wrap-anywhere font-mono text-12 text-ink-muted">{limiter.pattern}</span>
          </li>
        ))}
      </ul>
      {rights.mayResetByPattern && resettable.length > 0 ? (
        <ResetPatternForm deployment={deployment} limiters={resettable} actions={actions} />
      ) : null}
    </Panel>
  );
}
