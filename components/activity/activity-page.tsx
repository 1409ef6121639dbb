"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { ActivityActions } from "./activity-actions.ts";

const Jobs = lazy(() => import("#components/jobs/jobs.tsx").then((module) => ({ default: module.Jobs })));
const AuditLog = lazy(() => import("./audit-log.tsx").then((module) => ({ default: module.AuditLog })));
const SignIns = lazy(() => import("./sign-ins.tsx").then((module) => ({ default: module.SignIns })));

interface ActivityPageProps {
  deployment: string;
  rights: { mayVerify: boolean; mayEndSignIns: boolean };
  actions: ActivityActions;
}

export function ActivityPage({ deployment, rights, actions }: ActivityPageProps) {
  const tab = useSearchParams().get("tab");
  const base = `/${deployment}/activity`;
  const isSignIns = tab === "sign-ins" && rights.mayEndSignIns;
  const isAudit = tab === "audit";
  return (
    <div className="space-y-4">
      <Tabs
        label="Activity"
        tabs={[
          { href: base, word: "Jobs", isCurrent: !isAudit && !isSignIns },
          { href: `${base}?tab=audit`, word: "Audit log", isCurrent: isAudit },
          ...(rights.mayEndSignIns ? [{ href: `${base}?tab=sign-ins`, word: "Sign-ins", isCurrent: isSignIns }] : []),
        ]}
      />
      <Suspense fallback={<Skeleton className="h-60" />}>
        {isSignIns ? (
          <SignIns actions={actions} />
        ) : isAudit ? (
          <AuditLog deployment={deployment} verify={rights.mayVerify ? actions.verifyAudit : undefined} />
        ) : (
          <Jobs deployment={deployment} actions={actions} />
        )}
      </Suspense>
    </div>
  );
}
