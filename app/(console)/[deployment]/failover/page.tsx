import type { Metadata } from "next";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { cancelJobAction, confirmIdentityAction, resumeJobAction } from "#app/(console)/actions.ts";
import { FailoverPage } from "#components/failover/failover-page.tsx";
import { AsideLink } from "#components/shell/aside-link.tsx";
import { planFailover } from "#lib/failover/plan-failover.ts";
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

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage
      params={params}
      title="Failover and restart"
      roles={planFailover.roles}
      aside={(name) => <AsideLink href={`/${name}/instances`}>Start, stop or restart one instance …</AsideLink>}
    >
      {({ deployment }) => (
        <FailoverPage
          deployment={deployment}
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
      )}
    </GuardedPage>
  );
}
