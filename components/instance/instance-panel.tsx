"use client";
import { usePathname, useSearchParams } from "next/navigation";
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from "react";
import { Tabs } from "#components/ui/tabs.tsx";
import type { Inspection } from "./inspection.ts";
import { type InstanceTab, instanceTabs, readInstanceTab } from "./instance-tab.ts";
import { TabSkeleton } from "./tab-skeleton.tsx";

export interface InstanceTabProps {
  inspection: Inspection;
  /** host:port. */
  instance: string;
}

type LazyTab = LazyExoticComponent<ComponentType<InstanceTabProps>>;

const LATER: Record<Exclude<InstanceTab, "figures">, LazyTab> = {
  "slow-log": lazy(() => import("./slow-log.tsx").then(({ SlowLog }) => ({ default: SlowLog }))),
  latency: lazy(() => import("./latency.tsx").then(({ LatencyTab }) => ({ default: LatencyTab }))),
  clients: lazy(() => import("./clients.tsx").then(({ Clients }) => ({ default: Clients }))),
  memory: lazy(() => import("./memory.tsx").then(({ Memory }) => ({ default: Memory }))),
  keyspace: lazy(() => import("./keyspace.tsx").then(({ Keyspace }) => ({ default: Keyspace }))),
  "big-keys": lazy(() => import("./big-keys.tsx").then(({ BigKeys }) => ({ default: BigKeys }))),
  configuration: lazy(() => import("./configuration.tsx").then(({ Configuration }) => ({ default: Configuration }))),
};

/** What one instance can be asked, a tab each; the tab is part of the address. `children` are the figures. */
export function InstancePanel({ inspection, instance, children }: InstanceTabProps & { children: ReactNode }) {
  const path = usePathname();
  const query = useSearchParams();
  const current = readInstanceTab(query.get("tab"), inspection.rights);
  const hrefOf = (tab: InstanceTab) => {
    const next = new URLSearchParams(query);
    if (tab === "figures") next.delete("tab");
    else next.set("tab", tab);
    return `${path}?${next}`;
  };
  const Content = current === "figures" ? undefined : LATER[current];
  return (
    <div className="space-y-4">
      <Tabs
        label="What to look at"
        isShallow
        tabs={instanceTabs(inspection.rights).map(({ tab, word }) => ({
          href: hrefOf(tab),
          word,
          isCurrent: tab === current,
        }))}
      />
      {Content === undefined ? (
        children
      ) : (
        <Suspense fallback={<TabSkeleton />}>
          <Content key={instance} inspection={inspection} instance={instance} />
        </Suspense>
      )}
    </div>
  );
}
