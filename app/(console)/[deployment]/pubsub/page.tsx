import type { Metadata } from "next";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { PubsubPage } from "#components/pubsub/pubsub-page.tsx";
import { listChannels } from "#lib/pubsub/list-channels.ts";
import { publishChoices } from "#lib/pubsub/publish-choices.ts";
import { publishMessageAction, removeSampleAction, saveSampleAction, sendReceiptAction } from "./actions.ts";

export const metadata: Metadata = { title: "Pub/Sub" };

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage params={params} title="Pub/Sub" roles={listChannels.roles}>
      {({ deployment, config }) => (
        <PubsubPage
          deployment={deployment}
          choices={publishChoices(config)}
          actions={{
            publish: publishMessageAction,
            sendReceipt: sendReceiptAction,
            saveSample: saveSampleAction,
            removeSample: removeSampleAction,
          }}
        />
      )}
    </GuardedPage>
  );
}
