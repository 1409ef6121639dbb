import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { PageFrame } from "#components/shell/page-frame.tsx";
import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { currentServices } from "#lib/current-services.ts";
import type { Role } from "#lib/roles.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { authorizePage } from "#lib/web/load-page.ts";

export interface PageProps {
  params: Promise<{ deployment: string }>;
}

interface Seen {
  deployment: DeploymentChoice;
  /** The same with whether a deletion can be undone. */
  undoable: DeploymentChoice;
  config: DeploymentConfig;
  role: Role;
}

interface GuardedPageProps extends PageProps {
  title: string;
  /** Who may see the page; the others are told whom to ask. */
  roles: readonly Role[];
  aside?: (name: string) => ReactNode;
  children: (seen: Seen) => ReactNode;
}

/** A page of one deployment that shows nothing but what these roles may see. */
export async function GuardedPage({ params, title, roles, aside, children }: GuardedPageProps) {
  const access = await authorizePage(roles);
  if (!access.ok) {
    return (
      <PageFrame title={title}>
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  const deployment = { name, label: config.label, environment: config.environment };
  const undoable = { ...deployment, undo: undoOutlook({ config }, { keys: 0, bytes: 0 }) };
  return (
    <PageFrame title={title} aside={aside?.(name)}>
      {children({ deployment, undoable, config, role: access.actor.role })}
    </PageFrame>
  );
}
