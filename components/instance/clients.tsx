"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import { clientsQuery } from "#lib/browser/inspect-query.ts";
import type { ClientRow, KilledClient } from "#lib/inspect/schema.ts";
import { ClientRowsView } from "./client-rows-view.tsx";
import type { InstanceTabProps } from "./instance-panel.tsx";
import { TabFrame } from "./tab-frame.tsx";

const KillDialog = lazy(() => import("./kill-dialog.tsx").then((module) => ({ default: module.KillDialog })));

export function Clients({ inspection, instance }: InstanceTabProps) {
  const { deployment, rights, actions } = inspection;
  const options = clientsQuery(deployment.name, instance);
  const query = useQuery(options);
  const cache = useQueryClient();
  const [picked, setPicked] = useState<ClientRow>();
  const onClosed = ({ outcome, id }: KilledClient) => {
    setPicked(undefined);
    showToast(outcome === "killed" ? `The connection of client ${id} is closed.` : `Client ${id} was already gone.`);
    void cache.invalidateQueries({ queryKey: options.queryKey });
  };
  return (
    <TabFrame query={query}>
      {(rows) => (
        <>
          <ClientRowsView rows={rows} onKill={rights.killClient ? setPicked : undefined} />
          {picked === undefined ? null : (
            <Suspense>
              <KillDialog
                deployment={deployment}
                instance={instance}
                client={picked}
                actions={actions}
                onClose={() => setPicked(undefined)}
                onClosed={onClosed}
              />
            </Suspense>
          )}
        </>
      )}
    </TabFrame>
  );
}
