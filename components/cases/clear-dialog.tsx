"use client";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { ReasonField, reasonProblem } from "#components/feedback/reason-field.tsx";
import { SlowHint } from "#components/feedback/slow-hint.tsx";
import { usePlannedChange } from "#components/feedback/use-planned-change.ts";
import { PlanSummary } from "#components/sessions/plan-summary.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { outlookOf } from "#components/undo/outlook-of.ts";
import { type CaseState, onlyPerson } from "#lib/browser/case-state.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { CaseOutcome, CasePlan } from "#lib/cases/schema.ts";
import type { RateLimit } from "#lib/rate-limits/schema.ts";
import type { UndoOutlook } from "#lib/undo/schema.ts";
import type { CaseActions } from "./case-actions.ts";
import { clearableLimits } from "./clearable-limits.ts";

const USUAL_REASONS = ["Account taken over", "Customer locked out", "User asked for it"];

interface ClearDialogProps {
  deployment: DeploymentChoice;
  state: CaseState;
  actions: CaseActions;
  onClose: () => void;
  onCleared: (outcome: CaseOutcome) => void;
}

/** Both parts in one plan and one confirmation; the result tells of each by itself. */
export function ClearDialog({ deployment, state, actions, onClose, onCleared }: ClearDialogProps) {
  const userId = onlyPerson(state) ?? "";
  const { own, shared, readOnly } = clearableLimits(state.limits?.limits);
  const [hasShared, setHasShared] = useState(false);
  const limits = hasShared ? [...own, ...shared] : own;
  const { plan, failure, isSending, confirm } = useClearing(deployment.name, userId, limits, actions, onCleared);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const words = wordsOf(plan, userId, limits.length);
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  const isEmpty = plan !== undefined && plan.sessions === null && plan.limits === 0;
  const act = () => {
    const wrong = reasonProblem(reason);
    setProblem(wrong);
    if (wrong === undefined) confirm(reason.trim());
  };
  return (
    <Dialog
      isOpen
      isWide
      onClose={onClose}
      title={words.title}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Act isBusy={isSending} isDisabled={plan === undefined || isEmpty} words={words.act} />
        </>
      }
    >
      <form
        id="clear-case"
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          act();
        }}
      >
        {plan === undefined ? (
          failure === undefined ? (
            <div role="status" aria-label="Making the plan" className="space-y-3">
              <Skeleton className="h-5 w-64" />
              <Skeleton className="h-24" />
            </div>
          ) : null
        ) : (
          <>
            {plan.sessions === null ? (
              <p className="text-13 text-ink-muted">The person has no session now.</p>
            ) : (
              <PlanSummary plan={plan.sessions} scope={{ scope: "user", userId }} deployment={deployment} />
            )}
            <p className="text-13">
              {plan.limits === 0
                ? "No counter is reset."
                : `Resets ${formatCount(plan.limits, "counter")}: the person begins at zero again.`}
              {readOnly === 0
                ? ""
                : ` Left alone, for the configuration says read-only: ${formatCount(readOnly, "counter")}.`}
            </p>
            {deployment.undo === undefined || limits.length === 0 ? null : (
              <CountersOutlook outlook={outlookOf(deployment.undo, { databases: limits.map(({ db }) => db) })} />
            )}
          </>
        )}
        {shared.length === 0 ? null : (
          // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control.
          <label className="flex items-start gap-2 text-13">
            <Checkbox checked={hasShared} onChange={(event) => setHasShared(event.target.checked)} />
            <span>
              Reset the {formatCount(shared.length, "counter")} of the addresses too. Others who use the same address
              begin at zero as well.
            </span>
          </label>
        )}
        <ReasonField value={reason} onChange={setReason} problem={problem} usual={USUAL_REASONS} />
      </form>
      <SlowHint isBusy={isSending} />
      {isStepUp ? (
        <ConfirmIdentity action="clear the case" confirm={actions.confirmIdentity} onConfirmed={act} />
      ) : null}
      {failure === undefined || isStepUp ? null : (
        <div className="mt-4">
          <FailurePanel failure={failure} />
        </div>
      )}
    </Dialog>
  );
}

function useClearing(
  deployment: string,
  userId: string,
  limits: readonly RateLimit[],
  actions: CaseActions,
  onDone: (outcome: CaseOutcome) => void,
) {
  const asked = { deployment, userId, limits: limits.map(({ keyspace, key }) => ({ keyspace, key })) };
  return usePlannedChange({
    ask: () => actions.planCase(asked),
    key: JSON.stringify(asked),
    carryOut: ({ plan }, reason) => actions.clearCase({ deployment, plan, reason }),
    onDone,
  });
}

/** Where deleting a key signs nobody out, nothing here says that it does. */
function wordsOf(plan: CasePlan | undefined, userId: string, limits: number) {
  const isKeysOnly = plan?.sessions?.isAuthoritative === false;
  const sessions = formatCount(plan?.sessions?.count ?? 0, isKeysOnly ? "session key" : "session");
  const counters = formatCount(plan?.limits ?? limits, "counter");
  return {
    title: `${isKeysOnly ? "Delete the session keys of" : "Sign out"} user ${userId}${isKeysOnly ? "" : " everywhere"} and clear limits`,
    act: `${isKeysOnly ? "Delete" : "Revoke"} ${sessions}, reset ${counters}`,
  };
}

function CountersOutlook({ outlook: { isPossible, why } }: { outlook: UndoOutlook }) {
  return (
    <p className="break-words text-13 text-ink-muted">
      {isPossible
        ? "The counters can be brought back for ten minutes; sessions cannot."
        : `Neither sessions nor counters can be brought back: ${why}.`}
    </p>
  );
}

function Act({ isBusy, isDisabled, words }: { isBusy: boolean; isDisabled: boolean; words: string }) {
  return (
    <Button type="submit" form="clear-case" look="danger" isBusy={isBusy} disabled={isDisabled}>
      {words}
    </Button>
  );
}
