import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  deleteCacheKeysAction,
  planRevocationAction,
  recheckRevocationAction,
  resetLimitsAction,
  revokeManySessionsAction,
  revokeSessionsAction,
  showSessionAction,
} from "#app/(console)/[deployment]/actions.ts";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { CasePage } from "#components/cases/case-page.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { deleteCacheKeys } from "#lib/cache/delete-cache-keys.ts";
import { lookAtCase } from "#lib/cases/look-at-case.ts";
import { currentServices } from "#lib/current-services.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import { clearCaseAction, planCaseAction } from "./actions.ts";

export const metadata: Metadata = { title: "Case" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(lookAtCase.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Case">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  return (
    <PageFrame title="Case">
      <CasePage
        deployment={{
          name,
          label: config.label,
          environment: config.environment,
          undo: undoOutlook({ config }, { keys: 0, bytes: 0 }),
        }}
        rights={{ mayDeleteEntries: deleteCacheKeys.roles.includes(access.actor.role) }}
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
    </PageFrame>
  );
}
