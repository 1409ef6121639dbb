"use client";
import { useState } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { ConfigSources } from "#lib/preview/schema.ts";
import type { ConfigPageActions } from "./config-page-actions.ts";
import { ConfigTabs } from "./config-tabs.tsx";
import { ConfigView } from "./config-view.tsx";
import { SourceBar } from "./source-bar.tsx";
import { SourceProblems } from "./source-problems.tsx";
import { useConfigState } from "./use-config-state.ts";
import { findEnvironment, usePreview } from "./use-preview.ts";
import { VariableForm } from "./variable-form.tsx";

interface WorkbenchProps {
  deployment: DeploymentChoice;
  sources: ConfigSources;
  actions: ConfigPageActions;
  /** Of the address. */
  params: string;
}

/** Variables on the left, what they make on the right. */
export function Workbench({ deployment, sources, actions, params }: WorkbenchProps) {
  const { address, change } = useConfigState(deployment.name, params);
  const [pointedAt, setPointedAt] = useState<string>();
  const state = usePreview(sources, address);
  const environment = findEnvironment(sources, address.environment);
  return (
    <div className="space-y-4">
      <SourceBar sources={sources} address={address} environment={environment} state={state} onChange={change} />
      <SourceProblems environment={environment} problems={state.problems} />
      <div className="grid items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <VariableForm
          key={`${address.template} ${address.environment} ${address.host}`}
          address={address}
          state={state}
          pointedAt={pointedAt}
          onPoint={setPointedAt}
          onEdits={(edits) => change({ edits })}
        />
        <div className="min-w-0 space-y-4">
          <ConfigTabs
            deployment={deployment.name}
            address={address}
            preview={state.preview}
            onPick={(tab) => change({ tab }, { step: true })}
          />
          <ConfigView
            deployment={deployment}
            sources={sources}
            actions={actions}
            address={address}
            state={state}
            pointedAt={pointedAt}
            onPoint={setPointedAt}
            onChange={change}
          />
        </div>
      </div>
    </div>
  );
}
