"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import type { SessionActions } from "./session-actions.ts";
import { SessionSearch } from "./session-search.tsx";

const Ledger = lazy(() => import("./ledger.tsx").then((module) => ({ default: module.Ledger })));

interface SessionsPageProps {
  deployment: DeploymentChoice;
  actions: SessionActions;
}

export function SessionsPage({ deployment, actions }: SessionsPageProps) {
  const isLedger = useSearchParams().get("tab") === "ledger";
  const base = `/${deployment.name}/sessions`;
  return (
    <div className="space-y-4">
      <Tabs
        label="Sessions"
        tabs={[
          { href: base, word: "Find and revoke", isCurrent: !isLedger },
          { href: `${base}?tab=ledger`, word: "Revocations", isCurrent: isLedger },
        ]}
      />
      {isLedger ? (
        <Suspense>
          <Ledger deployment={deployment.name} recheck={actions.recheck} />
        </Suspense>
      ) : (
        <SessionSearch deployment={deployment} actions={actions} />
      )}
    </div>
  );
}
