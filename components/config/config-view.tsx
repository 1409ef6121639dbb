"use client";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { ConfigSources } from "#lib/preview/schema.ts";
import { BootView } from "./boot-view.tsx";
import { CompareView } from "./compare-view.tsx";
import type { ConfigAddress } from "./config-address.ts";
import type { ConfigPageActions } from "./config-page-actions.ts";
import { DriftView } from "./drift-view.tsx";
import { FindingsView } from "./findings-view.tsx";
import { InstanceView } from "./instance-view.tsx";
import { RenderedView } from "./rendered-view.tsx";
import type { PreviewState } from "./use-preview.ts";

export interface ConfigViewProps {
  deployment: DeploymentChoice;
  sources: ConfigSources;
  actions: ConfigPageActions;
  address: ConfigAddress;
  state: PreviewState;
  /** The variable that somebody points at, in the form or in the file. */
  pointedAt: string | undefined;
  onPoint: (name: string | undefined) => void;
  onChange: (more: Partial<ConfigAddress>, options?: { step?: boolean }) => void;
}

export function ConfigView(props: ConfigViewProps) {
  switch (props.address.tab) {
    case "findings":
      return <FindingsView {...props} />;
    case "compare":
      return <CompareView {...props} />;
    case "instance":
      return <InstanceView {...props} />;
    case "drift":
      return <DriftView {...props} />;
    case "boot":
      return <BootView {...props} />;
    default:
      return <RenderedView {...props} />;
  }
}
