import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelJobAction, confirmIdentityAction } from "#app/(console)/actions.ts";
import { Overview } from "#components/overview/overview.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { planFailover } from "#lib/failover/plan-failover.ts";
import { killClient } from "#lib/inspect/kill-client.ts";
import { listClients } from "#lib/inspect/list-clients.ts";
import { readConfig } from "#lib/inspect/read-config.ts";
import { readSlowlog } from "#lib/inspect/read-slowlog.ts";
import { sampleBigKeys } from "#lib/inspect/sample-big-keys.ts";
import { requireActor } from "#lib/web/load-page.ts";
import { killClientAction, sampleBigKeysAction } from "./actions.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params }: { params: Promise<{ deployment: string }> }) {
  const { role } = await requireActor();
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  const inspection = {
    deployment: { name, label: config.label, environment: config.environment },
    rights: {
      slowlog: readSlowlog.roles.includes(role),
      clients: listClients.roles.includes(role),
      killClient: killClient.roles.includes(role),
      bigKeys: sampleBigKeys.roles.includes(role),
      config: readConfig.roles.includes(role),
      failOver: planFailover.roles.includes(role),
    },
    actions: {
      killClient: killClientAction,
      sampleBigKeys: sampleBigKeysAction,
      cancelJob: cancelJobAction,
      confirmIdentity: confirmIdentityAction,
    },
  };
  return (
    <PageFrame title="Overview">
      <Overview deployment={name} inspection={inspection} />
    </PageFrame>
  );
}
