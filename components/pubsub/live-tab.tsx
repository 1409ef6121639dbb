"use client";
import { Radio } from "lucide-react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { LiveMessages } from "./live-messages.tsx";
import { type PubsubAddress, pubsubHref } from "./pubsub-address.ts";
import { WatchForm } from "./watch-form.tsx";

interface LiveTabProps {
  deployment: DeploymentChoice;
  address: PubsubAddress;
}

export function LiveTab({ deployment, address }: LiveTabProps) {
  const { channels, patterns, shards } = address;
  const count = channels.length + patterns.length + shards.length;
  return (
    <div className="space-y-4">
      <WatchForm
        watched={{ channels, patterns, shards }}
        onChange={(watched) =>
          window.history.pushState(null, "", pubsubHref(deployment.name, { tab: "live", ...watched }))
        }
      />
      {count === 0 ? (
        <Panel title="Messages">
          <EmptyState icon={<Radio aria-hidden />} title="Nothing is watched yet">
            Name a channel or a pattern above, or open a channel and choose “Watch live”. Secrets are masked, and what
            you watch is in the audit log.
          </EmptyState>
        </Panel>
      ) : count > 20 ? (
        <FailurePanel failure={TOO_MANY} />
      ) : (
        <LiveMessages deployment={deployment.name} wanted={{ channels, patterns, shards }} />
      )}
    </div>
  );
}

const TOO_MANY = {
  code: "INVALID_INPUT",
  message: "The live view watches at most 20 channels and patterns.",
  advice: "Remove some, or use a pattern for several.",
  requestId: "",
} as const;
