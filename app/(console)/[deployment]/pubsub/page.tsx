import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { PubsubPage } from "#components/pubsub/pubsub-page.tsx";
import { PageFrame } from "#components/shell/page-frame.tsx";
import { currentServices } from "#lib/current-services.ts";
import { listChannels } from "#lib/pubsub/list-channels.ts";
import { publishChoices } from "#lib/pubsub/publish-choices.ts";
import { authorizePage } from "#lib/web/load-page.ts";
import { publishMessageAction, removeSampleAction, saveSampleAction, sendReceiptAction } from "./actions.ts";

export const metadata: Metadata = { title: "Pub/Sub" };

export default async function Page({ params }: { params: Promise<{ deployment: string }> }) {
  const access = await authorizePage(listChannels.roles);
  if (!access.ok) {
    return (
      <PageFrame title="Pub/Sub">
        <FailurePanel failure={access.error} />
      </PageFrame>
    );
  }
  const { deployment: name } = await params;
  const config = currentServices().config.deployments[name];
  if (config === undefined) notFound();
  return (
    <PageFrame title="Pub/Sub">
      <PubsubPage
        deployment={{ name, label: config.label, environment: config.environment }}
        choices={publishChoices(config)}
        actions={{
          publish: publishMessageAction,
          sendReceipt: sendReceiptAction,
          saveSample: saveSampleAction,
          removeSample: removeSampleAction,
        }}
      />
    </PageFrame>
  );
}
