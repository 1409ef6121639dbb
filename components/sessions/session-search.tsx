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
import { SessionOverlays } from "./session-overlays.tsx";
import { usePickedRows } from "./use-picked-rows.ts";
import { useSearchInAddress } from "./use-search-in-address.ts";
import { useSessionOverlays } from "./use-session-overlays.ts";

const RevocationResult = lazy(() =>
  import("./revocation-result.tsx").then((module) => ({ default: module.RevocationResult })),
);

interface SessionSearchProps {
  deployment: DeploymentChoice;
  actions: SessionActions;
}

export function SessionSearch({ deployment, actions }: SessionSearchProps) {
  const { state, search, stop, clear } = useSessionSearch(deployment.name);
  const { rows, phase, failure, term, understood } = state;
  const choice = usePickedRows(rows);
  const overlays = useSessionOverlays();
  const [result, setResult] = useState<Revocation>();
  const client = useQueryClient();
  const shareable = understood?.isShareable ? { term, kinds: understood.kinds } : undefined;
  useSearchInAddress({ begin: search, clear, isUnderstood: understood !== undefined, shareable });

  const find = (wanted: string) => {
    choice.clear();
    search(wanted);
  };
  const onRevoked = (revocation: Revocation, revoked: RevocationScope) => {
    choice.markRevoked(rows.filter((row) => isWithin(row, revoked)).map(({ tag }) => tag));
    setResult(revocation);
    overlays.close();
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
          onRevoke={overlays.revoke}
          onOpen={overlays.open}
          onUser={find}
        />
      )}
      {failure === undefined ? null : <FailurePanel failure={failure} onRetry={() => find(term)} />}
      <SessionOverlays
        deployment={deployment}
        overlays={overlays}
        actions={actions}
        revoked={choice.revoked}
        onRevoked={onRevoked}
      />
    </div>
  );
}

function isWithin(row: SessionRow, scope: RevocationScope): boolean {
  return scope.scope === "user" ? row.userId === scope.userId : scope.refs.includes(row.ref);
}
