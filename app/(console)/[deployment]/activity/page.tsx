import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelJobAction, confirmIdentityAction, restoreUndoAction, resumeJobAction } from "#app/(console)/actions.ts";
import { ActivityPage } from "#components/activity/activity-page.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { checkAudit } from "#lib/audit/check-audit.ts";
import { currentServices } from "#lib/current-services.ts";
import { endSignIn } from "#lib/sign-in/end-sign-in.ts";
import { requireActor } from "#lib/web/load-page.ts";
import { checkAuditAction, endSignInAction } from "./actions.ts";

export const metadata: Metadata = { title: "Activity" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const { role } = await requireActor();
  const { deployment } = await params;
  if (currentServices().config.deployments[deployment] === undefined) notFound();
  return (
    <PageFrame title="Activity">
      <ActivityPage
        deployment={deployment}
        rights={{ mayVerify: checkAudit.roles.includes(role), mayEndSignIns: endSignIn.roles.includes(role) }}
        actions={{
          cancelJob: cancelJobAction,
          resumeJob: resumeJobAction,
          restoreUndo: restoreUndoAction,
          verifyAudit: checkAuditAction,
          endSignIn: endSignInAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
    </PageFrame>
  );
}
