import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { confirmIdentityAction } from "#app/(console)/actions.ts";
import { BackupsPanel } from "#components/backups/backups-panel.tsx";
import { InstancesPage } from "#components/lifecycle/instances-page.tsx";
import { AsideLink } from "#components/shell/aside-link.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { listBackups } from "#lib/backups/list-backups.ts";
import { saveNow } from "#lib/backups/save-now.ts";
import { currentServices } from "#lib/current-services.ts";
import { planFailover } from "#lib/failover/plan-failover.ts";
import { stopInstance } from "#lib/lifecycle/act.ts";
import { watchOutput } from "#lib/lifecycle/watch-output.ts";
import { requireActor } from "#lib/web/load-page.ts";
import {
  planLifecycleAction,
  restartInstanceAction,
  saveNowAction,
  startInstanceAction,
  stopInstanceAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Instances" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const { role } = await requireActor();
  const { deployment: name } = await params;
  const { deployments, console: settings } = currentServices().config;
  const config = deployments[name];
  if (config === undefined) notFound();
  const deployment = { name, label: config.label, environment: config.environment };
  const maySave = saveNow.roles.includes(role) && !settings.readOnly && config.users.writer !== undefined;
  return (
    <PageFrame
      title="Instances"
      aside={
        planFailover.roles.includes(role) && config.kind === "sentinel" ? (
          <AsideLink href={`/${name}/failover`}>Fail over, or restart all …</AsideLink>
        ) : null
      }
    >
      <InstancesPage
        deployment={deployment}
        rights={{
          mayAct: stopInstance.roles.includes(role) && !settings.readOnly,
          mayWatch: watchOutput.roles.includes(role),
        }}
        actions={{
          plan: planLifecycleAction,
          start: startInstanceAction,
          stop: stopInstanceAction,
          restart: restartInstanceAction,
          confirmIdentity: confirmIdentityAction,
        }}
      />
      {listBackups.roles.includes(role) ? (
        <BackupsPanel deployment={deployment} saveNow={maySave ? saveNowAction : undefined} />
      ) : null}
    </PageFrame>
  );
}
