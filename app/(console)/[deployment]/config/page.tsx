import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { confirmIdentityAction } from "#app/(console)/actions.ts";
import { ConfigPage } from "#components/config/config-page.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { startApply } from "#lib/apply/start-apply.ts";
import { currentServices } from "#lib/current-services.ts";
import { getConfigSources } from "#lib/environments/get-config-sources.ts";
import { loadPage } from "#lib/web/load-page.ts";
import { planApplyAction, runBootCheckAction, startApplyAction } from "./actions.ts";

export const metadata: Metadata = { title: "Config" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const { deployment: name } = await params;
  const { actor, result } = await loadPage(getConfigSources, { deployment: name });
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  const apply = startApply.roles.includes(actor.role)
    ? { plan: planApplyAction, start: startApplyAction, confirmIdentity: confirmIdentityAction }
    : undefined;
  return (
    <PageFrame title="Config">
      {result.ok ? (
        <ConfigPage
          deployment={{ name, label: config.label, environment: config.environment }}
          sources={result.data}
          actions={{ runBootCheck: runBootCheckAction, apply }}
        />
      ) : (
        <FailurePanel failure={result.error} />
      )}
    </PageFrame>
  );
}
