"use client";
import { SearchResults } from "#components/sessions/search-results.tsx";
import { SessionOverlays } from "#components/sessions/session-overlays.tsx";
import { usePickedRows } from "#components/sessions/use-picked-rows.ts";
import { useSessionOverlays } from "#components/sessions/use-session-overlays.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { showToast } from "#components/ui/toast-store.ts";
import type { CaseState } from "#lib/browser/case-state.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Revocation } from "#lib/sessions/schema.ts";
import type { CaseActions } from "./case-actions.ts";

interface CaseSessionsProps {
  deployment: DeploymentChoice;
  state: CaseState;
  actions: CaseActions;
  onChanged: () => void;
  onPerson: (userId: string) => void;
}

/** The person's sessions, to be looked at and revoked one by one. */
export function CaseSessions({ deployment, state, actions, onChanged, onPerson }: CaseSessionsProps) {
  const choice = usePickedRows(state.sessions.rows);
  const overlays = useSessionOverlays();
  const onRevoked = ({ deleted, asked, isAuthoritative }: Revocation) => {
    overlays.close();
    choice.clear();
    const done = isAuthoritative ? "revoked." : "deleted from Redis. This alone signs nobody out.";
    const isAll = deleted === asked && isAuthoritative;
    showToast(`${formatCount(deleted, "session")} of ${asked} ${done}`, isAll ? "ok" : "warning");
    onChanged();
  };
  return (
    <>
      <SearchResults
        label="Sessions"
        search={state.sessions}
        choice={choice}
        hasUserAction={false}
        onRevoke={overlays.revoke}
        onOpen={overlays.open}
        onUser={onPerson}
      />
      <SessionOverlays
        deployment={deployment}
        overlays={overlays}
        actions={actions}
        revoked={choice.revoked}
        onRevoked={onRevoked}
      />
    </>
  );
}
