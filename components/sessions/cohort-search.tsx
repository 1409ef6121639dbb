"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { PageLink } from "#components/ui/page-link.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { formatNumber } from "#lib/browser/format-number.ts";
import { useCohortPlan } from "#lib/browser/use-cohort-plan.ts";
import { CohortForm } from "./cohort-form.tsx";
import {
  addressOfFields,
  type CohortFields,
  type FieldErrors,
  fieldsFromAddress,
  readCohort,
} from "./cohort-in-address.ts";
import { CohortPlanSummary } from "./cohort-plan-summary.tsx";
import type { SessionActions } from "./session-actions.ts";

const CohortDialog = lazy(() => import("./cohort-dialog.tsx").then((module) => ({ default: module.CohortDialog })));

interface CohortSearchProps {
  deployment: DeploymentChoice;
  actions: SessionActions;
}

/** After an incident: what the sessions have in common, a plan of whom that is, and a job that revokes them. */
export function CohortSearch({ deployment, actions }: CohortSearchProps) {
  const parameters = useSearchParams();
  const { state, count, stop, clear } = useCohortPlan(deployment.name);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [isConfirming, setIsConfirming] = useState(false);
  const [started, setStarted] = useState<string>();
  const onCount = (fields: CohortFields) => {
    const read = readCohort(fields);
    setErrors("errors" in read ? read.errors : {});
    setStarted(undefined);
    if ("errors" in read) return clear();
    window.history.replaceState(null, "", addressOfFields(fields));
    count(read.cohort);
  };
  return (
    <div className="space-y-4">
      <Panel title="What the sessions have in common">
        <CohortForm
          initial={fieldsFromAddress(parameters)}
          errors={{ ...errors, ...serverErrors(state.failure?.fieldErrors) }}
          isCounting={state.phase === "counting"}
          onCount={onCount}
          onStop={stop}
        />
      </Panel>
      {state.phase === "counting" ? (
        <div
          role="status"
          className="space-y-2 rounded-large border border-line bg-surface px-4 py-3 text-13 tabular-nums"
        >
          <StatusBadge state="info" word="Counting" /> {Math.floor(state.fraction * 100)} % of all sessions looked at,{" "}
          {formatNumber(state.fits)} of {formatNumber(state.looked)} fit
          <progress className="progress block" max={1} value={state.fraction} aria-label="Part counted" />
        </div>
      ) : null}
      {state.phase === "stopped" ? (
        <p role="status" className="text-13 text-ink-muted">
          The counting was stopped after {formatNumber(state.looked)} sessions, so there is no plan.
        </p>
      ) : null}
      {state.failure === undefined || state.failure.fieldErrors?.network !== undefined ? null : (
        <FailurePanel failure={state.failure} />
      )}
      {started === undefined ? null : (
        <p role="status" className="text-13">
          The revocation runs on the server, with or without this page.{" "}
          <PageLink
            href={`/${deployment.name}/activity?job=${started}`}
            className="text-accent-text underline-offset-2 hover:underline"
          >
            See how far it is
          </PageLink>
        </p>
      )}
      {state.plan === undefined || started !== undefined ? null : (
        <Panel
          title="The plan"
          aside={
            <Button look="danger" size="small" disabled={state.plan.count === 0} onClick={() => setIsConfirming(true)}>
              Revoke {formatNumber(state.plan.count)} sessions …
            </Button>
          }
        >
          <CohortPlanSummary plan={state.plan} />
        </Panel>
      )}
      <Suspense>
        {isConfirming && state.plan !== undefined ? (
          <CohortDialog
            deployment={deployment}
            plan={state.plan}
            actions={actions}
            onClose={() => setIsConfirming(false)}
            onStarted={(jobId) => {
              setIsConfirming(false);
              setStarted(jobId);
            }}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function serverErrors(errors: Record<string, string[]> | undefined): FieldErrors {
  const network = errors?.network?.[0];
  return network === undefined ? {} : { network };
}
