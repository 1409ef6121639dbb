import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { resetLimitsAction } from "#app/(console)/[deployment]/actions.ts";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { LimitsPage } from "#components/rate-limits/limits-page.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { describeLimiters } from "#lib/rate-limits/describe-limiter.ts";
import { resetByPattern } from "#lib/rate-limits/reset-by-pattern.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { watchLimits } from "#lib/rate-limits/watch-limits.ts";
import { undoOutlook } from "#lib/undo/undo-limits.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import { planResetAction, resetByPatternAction } from "./actions.ts";

export const metadata: Metadata = { title: "Rate limits" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(watchLimits.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Rate limits">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  const { role } = access.actor;
  return (
    <PageFrame title="Rate limits">
      <LimitsPage
        deployment={{
          name,
          label: config.label,
          environment: config.environment,
          undo: undoOutlook({ config }, { keys: 0, bytes: 0 }),
        }}
        limiters={describeLimiters(config)}
        rights={{
          mayReset: resetLimits.roles.includes(role),
          mayResetByPattern: resetByPattern.roles.includes(role),
        }}
        actions={{
          reset: resetLimitsAction,
          planReset: planResetAction,
          resetByPattern: resetByPatternAction,
          restoreUndo: restoreUndoAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
    </PageFrame>
  );
}
