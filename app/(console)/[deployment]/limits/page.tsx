import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { resetLimitsAction } from "#app/(console)/[deployment]/actions.ts";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { LimitsPage } from "#components/rate-limits/limits-page.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { limitsBoard } from "#lib/rate-limits/limits-board.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { authorizePage } from "#lib/web/load-page.ts";

export const metadata: Metadata = { title: "Rate limits" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(limitsBoard.roles);
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
  return (
    <PageFrame title="Rate limits">
      <LimitsPage
        deployment={{ name, label: config.label, environment: config.environment }}
        mayReset={resetLimits.roles.includes(access.actor.role)}
        actions={{ reset: resetLimitsAction }}
      />
    </PageFrame>
  );
}
