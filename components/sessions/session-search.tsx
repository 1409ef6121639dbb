"use client";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { useSessionSearch } from "#lib/browser/use-session-search.ts";
import type { Revocation, RevocationScope, SessionRow } from "#lib/sessions/schema.ts";
import { SearchBox } from "./search-box.tsx";
import { SearchResults } from "./search-results.tsx";
import { SearchStart } from "./search-start.tsx";
import type { SessionActions } from "./session-actions.ts";
import { useAddressedSearch } from "./use-addressed-search.ts";
import { usePickedRows } from "./use-picked-rows.ts";

const RevokeDialog = lazy(() => import("./revoke-dialog.tsx").then((module) => ({ default: module.RevokeDialog })));
const RevocationResult = lazy(() =>
  import("./revocation-result.tsx").then((module) => ({ default: module.RevocationResult })),
);
const SessionSheet = lazy(() => import("./session-sheet.tsx").then((module) => ({ default: module.SessionSheet })));

interface SessionSearchProps {
  deployment: DeploymentChoice;
  actions: SessionActions;
}

export function SessionSearch({ deployment, actions }: SessionSearchProps) {
  const sessionSearch = useSessionSearch(deployment.name);
  const { state, search, stop } = sessionSearch;
  const { rows, phase, failure, term } = state;
  const choice = usePickedRows(rows);
  const [scope, setScope] = useState<RevocationScope>();
  const [opened, setOpened] = useState<SessionRow>();
  const [result, setResult] = useState<Revocation>();
  const client = useQueryClient();
  useAddressedSearch(sessionSearch);

  const find = (wanted: string) => {
    choice.clear();
    search(wanted);
  };
  const onRevoked = (revocation: Revocation, revoked: RevocationScope) => {
    choice.markRevoked(rows.filter((row) => isWithin(row, revoked)).map(({ tag }) => tag));
    setResult(revocation);
    setScope(undefined);
    setOpened(undefined);
    void client.invalidateQueries({ queryKey: ["revocations", deployment.name] });
    void client.invalidateQueries({ queryKey: ["session-count", deployment.name] });
  };
  return (
    <div className="space-y-4">
      <SearchBox term={term} isSearching={phase === "searching"} onSearch={find} onStop={stop} />
      {result === undefined ? null : (
        <Suspense>
          <RevocationResult deployment={deployment.name} revocation={result} onDismiss={() => setResult(undefined)} />
        </Suspense>
      )}
      {phase === "idle" ? (
        <SearchStart />
      ) : (
        <SearchResults
          search={state}
          choice={choice}
          caseHref={(userId) => `/${deployment.name}/case?${new URLSearchParams({ user: userId })}`}
          onRevoke={setScope}
          onOpen={setOpened}
          onUser={find}
        />
      )}
      {failure === undefined ? null : <FailurePanel failure={failure} onRetry={() => find(term)} />}
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
    </div>
  );
}

function isWithin(row: SessionRow, scope: RevocationScope): boolean {
  return scope.scope === "user" ? row.userId === scope.userId : scope.refs.includes(row.ref);
}
