import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelJobAction, confirmIdentityAction, resumeJobAction } from "#app/(console)/actions.ts";
import { FailoverPage } from "#components/failover/failover-page.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { AsideLink } from "#components/shell/aside-link.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { planFailover } from "#lib/failover/plan-failover.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import {
  listDrillsAction,
  pauseJobAction,
  planFailoverAction,
  planRoundAction,
  resetSentinelsAction,
  runDrillAction,
  startNativeFailoverAction,
  startRoundAction,
  startSafeFailoverAction,
  unpauseJobAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Failover and restart" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(planFailover.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Failover and restart">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  return (
    <PageFrame
      title="Failover and restart"
      aside={<AsideLink href={`/${name}/instances`}>Start, stop or restart one instance …</AsideLink>}
    >
      <FailoverPage
        deployment={{ name, label: config.label, environment: config.environment }}
        actions={{
          planFailover: planFailoverAction,
          startSafe: startSafeFailoverAction,
          startNative: startNativeFailoverAction,
          resetSentinels: resetSentinelsAction,
          runDrill: runDrillAction,
          listDrills: listDrillsAction,
          planRound: planRoundAction,
          startRound: startRoundAction,
          pauseJob: pauseJobAction,
          unpauseJob: unpauseJobAction,
          cancelJob: cancelJobAction,
          resumeJob: resumeJobAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
    </PageFrame>
  );
}
