"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import type { SessionActions } from "./session-actions.ts";
import { SessionSearch } from "./session-search.tsx";

const CohortSearch = lazy(() => import("./cohort-search.tsx").then((module) => ({ default: module.CohortSearch })));
const Ledger = lazy(() => import("./ledger.tsx").then((module) => ({ default: module.Ledger })));

interface SessionsPageProps {
  deployment: DeploymentChoice;
  /** Whole groups at once are for few roles. */
  mayRevokeGroups: boolean;
  actions: SessionActions;
}

export function SessionsPage({ deployment, mayRevokeGroups, actions }: SessionsPageProps) {
  const tab = useSearchParams().get("tab");
  const isLedger = tab === "ledger";
  const isGroup = tab === "group" && mayRevokeGroups;
  const base = `/${deployment.name}/sessions`;
  return (
    <div className="space-y-4">
      <Tabs
        label="Sessions"
        tabs={[
          { href: base, word: "Find and revoke", isCurrent: !isLedger && !isGroup },
          ...(mayRevokeGroups ? [{ href: `${base}?tab=group`, word: "After an incident", isCurrent: isGroup }] : []),
          { href: `${base}?tab=ledger`, word: "Revocations", isCurrent: isLedger },
        ]}
      />
      {isLedger ? (
        <Suspense>
          <Ledger deployment={deployment.name} recheck={actions.recheck} />
        </Suspense>
      ) : isGroup ? (
        <Suspense>
          <CohortSearch deployment={deployment} actions={actions} />
        </Suspense>
      ) : (
        <SessionSearch deployment={deployment} actions={actions} />
      )}
    </div>
  );
}
