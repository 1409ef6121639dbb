import type { Metadata } from "next";
import {
  deleteCacheKeysAction,
  planRevocationAction,
  recheckRevocationAction,
  resetLimitsAction,
  revokeManySessionsAction,
  revokeSessionsAction,
  showSessionAction,
} from "#app/(console)/[deployment]/actions.ts";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { CasePage } from "#components/cases/case-page.tsx";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { lookAtCase } from "#lib/cases/look-at-case.ts";
import { clearCaseAction, planCaseAction } from "./actions.ts";

export const metadata: Metadata = { title: "Case" };

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage params={params} title="Case" roles={lookAtCase.roles}>
      {({ undoable, role }) => (
        <CasePage
          deployment={undoable}
          rights={{ mayDeleteEntries: deleteCacheKeys.roles.includes(role) }}
          actions={{
            planCase: planCaseAction,
            clearCase: clearCaseAction,
            restoreUndo: restoreUndoAction,
            planRevocation: planRevocationAction,
            revoke: revokeSessionsAction,
            revokeMany: revokeManySessionsAction,
            recheck: recheckRevocationAction,
            viewSession: showSessionAction,
            reset: resetLimitsAction,
            deleteKeys: deleteCacheKeysAction,
            confirmIdentity: confirmIdentityAction,
          }}
        />
      )}
    </GuardedPage>
  );
}
