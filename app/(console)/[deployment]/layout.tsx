import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { signOutAction } from "#app/(console)/actions.ts";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { RAIL_COOKIE, readTheme, THEME_COOKIE } from "#lib/browser/preferences.ts";
import { currentServices } from "#lib/current-services.ts";
import { requireActor } from "#lib/web/load-page.ts";

interface DeploymentLayoutProps {
  children: ReactNode;
  params: Promise<{ deployment: string }>;
}

export default async function DeploymentLayout({ children, params }: DeploymentLayoutProps) {
  const actor = await requireActor();
  const deployments = Object.entries(currentServices().config.deployments).map(([name, { label, environment }]) => ({
    name,
    label,
    environment,
  }));
  const asked = (await params).deployment;
  const current = deployments.find(({ name }) => name === asked);
  if (current === undefined) notFound();
  const preferences = await cookies();
  return (
    <ConsoleShell
      current={current}
      deployments={deployments}
      person={{ name: actor.name, role: actor.role }}
      initialTheme={readTheme(preferences.get(THEME_COOKIE)?.value)}
      isRailCollapsed={preferences.get(RAIL_COOKIE)?.value === "collapsed"}
      signOut={signOutAction}
    >
      {children}
    </ConsoleShell>
  );
}
