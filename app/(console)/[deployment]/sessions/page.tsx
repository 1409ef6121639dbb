import type { Metadata } from "next";
import {
  planRevocationAction,
  recheckRevocationAction,
  revokeManySessionsAction,
  revokeSessionsAction,
  showSessionAction,
} from "#app/(console)/[deployment]/actions.ts";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { confirmIdentityAction } from "#app/(console)/actions.ts";
import { LaterActiveSessions } from "#components/sessions/later-active-sessions.tsx";
import { SessionsPage } from "#components/sessions/sessions-page.tsx";
import { revokeCohort } from "#lib/sessions/revoke-cohort.ts";
import { searchSessions } from "#lib/sessions/search-sessions.ts";
import { revokeCohortAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sessions" };

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage
      params={params}
      title="Sessions"
      roles={searchSessions.roles}
      aside={(name) => <LaterActiveSessions deployment={name} />}
    >
      {({ deployment, role }) => (
        <SessionsPage
          deployment={deployment}
          mayRevokeGroups={revokeCohort.roles.includes(role)}
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
      )}
    </GuardedPage>
  );
}
