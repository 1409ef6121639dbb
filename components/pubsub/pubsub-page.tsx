"use client";
import { useSearchParams } from "next/navigation";
import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { type PubsubTab, pubsubHref, readPubsubAddress } from "./pubsub-address.ts";

const ChannelsTab = lazy(() => import("./channels-tab.tsx").then((module) => ({ default: module.ChannelsTab })));

const TABS: readonly { tab: PubsubTab; word: string }[] = [{ tab: "channels", word: "Channels" }];

export function PubsubPage({ deployment }: { deployment: DeploymentChoice }) {
  const address = readPubsubAddress(useSearchParams());
  return (
    <div className="space-y-4">
      <Tabs
        label="Pub/Sub"
        isShallow
        tabs={TABS.map(({ tab, word }) => ({
          href: pubsubHref(deployment.name, { tab }),
          word,
          isCurrent: tab === address.tab,
        }))}
      />
      <Suspense fallback={<Skeleton className="h-80" />}>
        <ChannelsTab deployment={deployment} address={address} />
      </Suspense>
    </div>
  );
}
