"use client";
import { useQueryClient } from "@tanstack/react-query";
import { UserSearch } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { SearchBox } from "#components/sessions/search-box.tsx";
import { useSearchInAddress } from "#components/sessions/use-search-in-address.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type CaseState, onlyPerson } from "#lib/browser/case-state.ts";
import { useCaseLook } from "#lib/browser/use-case-look.ts";
import type { CaseOutcome } from "#lib/cases/schema.ts";
import type { CaseActions } from "./case-actions.ts";
import { CaseEntriesPanel } from "./case-entries-panel.tsx";
import { CaseLimitsPanel } from "./case-limits-panel.tsx";
import { CaseSessions } from "./case-sessions.tsx";
import { PersonPanel } from "./person-panel.tsx";

const ClearDialog = lazy(() => import("./clear-dialog.tsx").then((module) => ({ default: module.ClearDialog })));
const ClearResult = lazy(() => import("./clear-result.tsx").then((module) => ({ default: module.ClearResult })));

interface CasePageProps {
  deployment: DeploymentChoice;
  /** What the role may do beside looking and clearing. */
  rights: { mayDeleteEntries: boolean };
  actions: CaseActions;
}

/** One person's sessions, counters and cached entries on one screen, and what to do about them. */
export function CasePage({ deployment, rights, actions }: CasePageProps) {
  const { state, look, stop, clear } = useCaseLook(deployment.name);
  const { term } = state.sessions;
  const [isClearing, setIsClearing] = useState(false);
  const [outcome, setOutcome] = useState<CaseOutcome>();
  const client = useQueryClient();
  const isUnderstood = state.sessions.understood !== undefined;
  useSearchInAddress({ begin: look, clear, isUnderstood, shareable: shareableOf(state) });
  const find = (wanted: string) => {
    setOutcome(undefined);
    look(wanted);
  };
  const onCleared = (done: CaseOutcome) => {
    setIsClearing(false);
    setOutcome(done);
    // What is there now is looked at, not worked out.
    look(term);
    void client.invalidateQueries({ queryKey: ["revocations", deployment.name] });
  };
  const parts = { deployment, state, actions, onChanged: () => look(term) };
  return (
    <div className="space-y-4">
      <SearchBox
        label="Open a person's case by user id, e-mail, IP address or session id"
        term={term}
        isSearching={state.phase === "looking"}
        onSearch={find}
        onStop={stop}
      />
      {outcome === undefined ? null : (
        <Suspense>
          <ClearResult
            deployment={deployment.name}
            outcome={outcome}
            restoreUndo={actions.restoreUndo}
            onRestored={() => look(term)}
            onDismiss={() => setOutcome(undefined)}
          />
        </Suspense>
      )}
      {state.failure === undefined ? null : <FailurePanel failure={state.failure} onRetry={() => find(term)} />}
      {state.phase === "idle" ? (
        <CaseStart />
      ) : (
        <>
          <PersonPanel state={state} onPerson={find} onClear={() => setIsClearing(true)} />
          <CaseSessions {...parts} onPerson={find} />
          <CaseLimitsPanel key={`limits ${term}`} {...parts} />
          <CaseEntriesPanel key={`entries ${term}`} {...parts} mayDelete={rights.mayDeleteEntries} />
        </>
      )}
      <Suspense>
        {isClearing ? (
          <ClearDialog
            deployment={deployment}
            state={state}
            actions={actions}
            onClose={() => setIsClearing(false)}
            onCleared={onCleared}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function CaseStart() {
  return (
    <div className="rounded-large border border-line border-dashed">
      <EmptyState icon={<UserSearch aria-hidden />} title="Everything of one person on one screen">
        <p>
          Type a user id, an e-mail address, an IP address or a session id. The sessions, the rate-limit counters and
          the cached entries of that person come together here.
        </p>
      </EmptyState>
    </div>
  );
}

/** The user's id in place of a session's, once it is known. */
function shareableOf(state: CaseState) {
  const { understood, term } = state.sessions;
  if (understood?.isShareable) return { term, kinds: understood.kinds };
  const userId = onlyPerson(state);
  return userId === undefined ? undefined : { term: userId, kinds: ["user"] as const };
}
