"use client";
import { lazy, Suspense, useState } from "react";
import { SearchResults } from "#components/sessions/search-results.tsx";
import { usePickedRows } from "#components/sessions/use-picked-rows.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { showToast } from "#components/ui/toast-store.ts";
import type { CaseState } from "#lib/browser/case-state.ts";
import { formatCount } from "#lib/browser/format-number.ts";
import type { Revocation, RevocationScope, SessionRow } from "#lib/sessions/schema.ts";
import type { CaseActions } from "./case-actions.ts";

const RevokeDialog = lazy(() =>
  import("#components/sessions/revoke-dialog.tsx").then((module) => ({ default: module.RevokeDialog })),
);
const SessionSheet = lazy(() =>
  import("#components/sessions/session-sheet.tsx").then((module) => ({ default: module.SessionSheet })),
);

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
  const [scope, setScope] = useState<RevocationScope>();
  const [opened, setOpened] = useState<SessionRow>();
  const onRevoked = ({ deleted, asked, isAuthoritative }: Revocation) => {
    setScope(undefined);
    setOpened(undefined);
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
        onRevoke={setScope}
        onOpen={setOpened}
        onUser={onPerson}
      />
      <Suspense>
        {opened === undefined ? null : (
          <SessionSheet
            key={opened.tag}
            deployment={deployment.name}
            row={opened}
            viewSession={actions.viewSession}
            isRevoked={choice.revoked.has(opened.tag)}
            onClose={() => setOpened(undefined)}
            onRevoke={() => setScope({ scope: "picked", refs: [opened.ref] })}
          />
        )}
        {scope === undefined ? null : (
          <RevokeDialog
            deployment={deployment}
            scope={scope}
            actions={actions}
            onClose={() => setScope(undefined)}
            onRevoked={onRevoked}
          />
        )}
      </Suspense>
    </>
  );
}
