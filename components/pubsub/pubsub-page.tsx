"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { useHydrated } from "#lib/browser/use-hydrated.ts";
import type { PublishChoice, PubsubActions } from "./pubsub-actions.ts";
import { PUBSUB_TABS, type PubsubTab, pubsubHref, readPubsubAddress } from "./pubsub-address.ts";

const ChannelsTab = lazy(() => import("./channels-tab.tsx").then((module) => ({ default: module.ChannelsTab })));
const PublishTab = lazy(() => import("./publish-tab.tsx").then((module) => ({ default: module.PublishTab })));
const LiveTab = lazy(() => import("./live-tab.tsx").then((module) => ({ default: module.LiveTab })));
const ReceiptTab = lazy(() => import("./receipt-tab.tsx").then((module) => ({ default: module.ReceiptTab })));
const DiagnosisTab = lazy(() => import("./diagnosis-tab.tsx").then((module) => ({ default: module.DiagnosisTab })));

const WORDS: Record<PubsubTab, string> = {
  channels: "Channels",
  publish: "Publish",
  live: "Live view",
  receipt: "Delivery receipt",
  diagnosis: "Diagnosis",
};

interface PubsubPageProps {
  deployment: DeploymentChoice;
  choices: readonly PublishChoice[];
  actions: PubsubActions;
}

export function PubsubPage({ deployment, choices, actions }: PubsubPageProps) {
  const address = readPubsubAddress(useSearchParams());
  const common = { deployment, address };
  // All tabs but the first are forms.
  const tab = useHydrated() ? address.tab : address.tab === "channels" ? "channels" : undefined;
  return (
    <div className="space-y-4">
      <Tabs
        label="Pub/Sub"
        isShallow
        tabs={PUBSUB_TABS.map((one) => ({
          href: pubsubHref(deployment.name, { tab: one }),
          word: WORDS[one],
          isCurrent: one === address.tab,
        }))}
      />
      <Suspense fallback={<Skeleton className="h-80" />}>
        {tab === undefined ? <Skeleton className="h-80" /> : null}
        {tab === "channels" ? <ChannelsTab {...common} /> : null}
        {tab === "publish" ? (
          <PublishTab key={`${address.channel} ${address.sample}`} {...common} choices={choices} actions={actions} />
        ) : null}
        {tab === "live" ? <LiveTab {...common} /> : null}
        {tab === "receipt" ? <ReceiptTab {...common} choices={choices} actions={actions} /> : null}
        {tab === "diagnosis" ? <DiagnosisTab {...common} choices={choices} /> : null}
      </Suspense>
    </div>
  );
}
