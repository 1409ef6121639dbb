"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { managedQuery } from "#lib/browser/managed-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { LifecycleAction, ManagedList as List } from "#lib/lifecycle/schema.ts";
import type { LifecycleActions, LifecycleRights } from "./lifecycle-actions.ts";
import { ManagedList } from "./managed-list.tsx";
import { ManagedTable } from "./managed-table.tsx";
import { Unmanaged } from "./unmanaged.tsx";

const ActionDialog = lazy(() => import("./action-dialog.tsx").then((module) => ({ default: module.ActionDialog })));
const JobOutput = lazy(() => import("./job-output.tsx").then((module) => ({ default: module.JobOutput })));

interface InstancesPageProps {
  deployment: DeploymentChoice;
  rights: LifecycleRights;
  actions: LifecycleActions;
}

/** The job that is followed is part of the address: a reload, or a colleague, sees the same. */
export function InstancesPage({ deployment, rights, actions }: InstancesPageProps) {
  const client = useQueryClient();
  const path = usePathname();
  const job = useSearchParams().get("job");
  const { topology } = useLiveTopology();
  const { data, error, refetch } = useQuery(managedQuery(deployment.name));
  const [wanted, setWanted] = useState<{ instance: string; action: LifecycleAction }>();
  if (data === undefined) {
    return error === null ? <PageSkeleton /> : <FailurePanel failure={toClientFailure(error)} onRetry={refetch} />;
  }
  const onAct = rights.mayAct
    ? (instance: string, action: LifecycleAction) => setWanted({ instance, action })
    : undefined;
  return (
    <>
      {error === null ? null : <FailurePanel failure={toClientFailure(error)} onRetry={refetch} />}
      {job === null || !rights.mayWatch ? null : (
        <Suspense fallback={<Skeleton className="h-40" />}>
          <JobOutput
            key={job}
            deployment={deployment.name}
            jobId={job}
            onClose={() => window.history.pushState(null, "", path)}
          />
        </Suspense>
      )}
      <Managed deployment={deployment.name} list={data} onAct={onAct} />
      {topology === undefined ? null : <Unmanaged topology={topology} rows={data.instances} />}
      <Suspense>
        {wanted === undefined ? null : (
          <ActionDialog
            key={`${wanted.action} ${wanted.instance}`}
            deployment={deployment}
            {...wanted}
            actions={actions}
            onClose={() => setWanted(undefined)}
            onStarted={({ jobId }) => {
              setWanted(undefined);
              window.history.pushState(null, "", `${path}?job=${jobId}`);
              void client.invalidateQueries({ queryKey: managedQuery(deployment.name).queryKey });
            }}
          />
        )}
      </Suspense>
    </>
  );
}

interface ManagedProps {
  deployment: string;
  list: List;
  onAct: ((instance: string, action: LifecycleAction) => void) | undefined;
}

function Managed({ deployment, list, onAct }: ManagedProps) {
  const { instances, at } = list;
  if (instances.length === 0) {
    return (
      <Panel title="Managed instances">
        <EmptyState icon={<Server aria-hidden />} title="The console manages no process of this deployment">
          List them under <span className="font-mono">instances</span> in the configuration, with their config and PID
          files; then they can be started, stopped and restarted here.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel
      title="Managed instances"
      isFlush
      aside={
        <span className="text-12 text-ink-muted">
          asked <RelativeTime at={at} />
        </span>
      }
    >
      <ManagedTable deployment={deployment} rows={instances} onAct={onAct} />
      <ManagedList deployment={deployment} rows={instances} onAct={onAct} />
    </Panel>
  );
}

function PageSkeleton() {
  return (
    <div role="status" aria-label="Asking every instance" className="space-y-4">
      <Skeleton className="h-72" />
      <Skeleton className="h-40" />
    </div>
  );
}
