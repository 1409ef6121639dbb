import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  planRevocationAction,
  recheckRevocationAction,
  revokeManySessionsAction,
  revokeSessionsAction,
  showSessionAction,
} from "#app/(console)/[deployment]/actions.ts";
import { confirmIdentityAction } from "#app/(console)/actions.ts";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { LaterActiveSessions } from "#components/sessions/later-active-sessions.tsx";
import { SessionsPage } from "#components/sessions/sessions-page.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { revokeCohort } from "#lib/sessions/revoke-cohort.ts";
import { searchSessions } from "#lib/sessions/search-sessions.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import { revokeCohortAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(searchSessions.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Sessions">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  return (
    <PageFrame title="Sessions" aside={<LaterActiveSessions deployment={name} />}>
      <SessionsPage
        deployment={{ name, label: config.label, environment: config.environment }}
        mayRevokeGroups={revokeCohort.roles.includes(access.actor.role)}
        actions={{
          planRevocation: planRevocationAction,
          revoke: revokeSessionsAction,
          revokeMany: revokeManySessionsAction,
          recheck: recheckRevocationAction,
          revokeCohort: revokeCohortAction,
          viewSession: showSessionAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
    </PageFrame>
  );
}
