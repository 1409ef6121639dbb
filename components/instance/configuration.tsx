"use client";
import { useQuery } from "@tanstack/react-query";
import { FigureList } from "#components/ui/figure-list.tsx";
import { configQuery } from "#lib/browser/inspect-query.ts";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { TabFrame } from "./tab-frame.tsx";

/** Directives as the instance runs with them, whatever its file says. */
export function Configuration({ inspection, instance }: InstanceTabProps) {
  const query = useQuery(configQuery(inspection.deployment.name, instance));
  return (
    <TabFrame query={query}>
      {({ directives }) => (
        <FigureList
          title="What it runs with now"
          figures={directives.map(({ name, value }) => ({
            name,
            value: (
              <span className="wrap-anywhere font-mono text-12">
                {value === null ? "this version has none" : value === "" ? "empty" : value}
              </span>
            ),
          }))}
        />
      )}
    </TabFrame>
  );
}
