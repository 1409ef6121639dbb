import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import {
  cancelJobAction,
  confirmIdentityAction,
  restoreUndoAction,
  resumeJobAction,
  signOutAction,
} from "#app/(console)/actions.ts";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { LiveTopologyProvider } from "#lib/browser/live-topology.tsx";
import { RAIL_COOKIE, readTheme, THEME_COOKIE } from "#lib/browser/preferences.ts";
import { currentServices } from "#lib/current-services.ts";
import { getTopology } from "#lib/topology/get-topology.ts";
import { loadPage } from "#lib/web/load-page.ts";

interface DeploymentLayoutProps {
  children: ReactNode;
  params: Promise<{ deployment: string }>;
}

export default async function DeploymentLayout({ children, params }: DeploymentLayoutProps) {
  const asked = (await params).deployment;
  const { actor, result } = await loadPage(getTopology, { deployment: asked });
  const deployments = Object.entries(currentServices().config.deployments).map(([name, { label, environment }]) => ({
    name,
    label,
    environment,
  }));
  const current = deployments.find(({ name }) => name === asked);
  if (current === undefined) notFound();
  const preferences = await cookies();
  return (
    <LiveTopologyProvider key={asked} deployment={asked} initial={result.ok ? result.data : undefined}>
      <ConsoleShell
        current={current}
        deployments={deployments}
        person={{ name: actor.name, role: actor.role }}
        initialTheme={readTheme(preferences.get(THEME_COOKIE)?.value)}
        isRailCollapsed={preferences.get(RAIL_COOKIE)?.value === "collapsed"}
        signOut={signOutAction}
        jobActions={{
          cancelJob: cancelJobAction,
          resumeJob: resumeJobAction,
          restoreUndo: restoreUndoAction,
          confirmIdentity: confirmIdentityAction,
        }}
      >
        {children}
      </ConsoleShell>
    </LiveTopologyProvider>
  );
}
