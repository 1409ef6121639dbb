"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { diagnosisQuery } from "#lib/browser/pubsub-query.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { ChannelField } from "./channel-field.tsx";
import { DiagnosisResult } from "./diagnosis-result.tsx";
import type { PublishChoice } from "./pubsub-actions.ts";
import { decodeName, encodeName, type PubsubAddress, pubsubHref } from "./pubsub-address.ts";

const SECONDS = [2, 5, 10, 20] as const;

interface DiagnosisTabProps {
  deployment: DeploymentChoice;
  address: PubsubAddress;
  choices: readonly PublishChoice[];
}

/** "The notification did not arrive": one button, one sentence, and what it rests on. */
export function DiagnosisTab({ deployment, address, choices }: DiagnosisTabProps) {
  const addressed = address.channel === undefined ? "" : decodeName(address.channel);
  const [edited, setEdited] = useState<string>();
  const [seconds, setSeconds] = useState<number>(5);
  const channel = (edited ?? addressed).trim();
  const { data, error, isFetching, refetch } = useQuery(diagnosisQuery(deployment.name, encodeName(channel), seconds));
  return (
    <div className="space-y-4">
      <Panel title="A notification did not arrive">
        <form
          noValidate
          className="max-w-160 space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (channel === "") return;
            const href = pubsubHref(deployment.name, { tab: "diagnosis", channel: encodeName(channel) });
            window.history.replaceState(null, "", href);
            void refetch();
          }}
        >
          <p className="text-13 text-ink-muted">
            Looks who listens on the master and the replicas, whether messages pass while it listens, and whether
            clients were cut off. It publishes nothing.
          </p>
          <ChannelField
            value={edited ?? addressed}
            onChange={setEdited}
            choices={choices}
            hint="The very name that the publisher uses."
          />
          <span className="flex flex-wrap items-center gap-2">
            <Button type="submit" look="primary" isBusy={isFetching} disabled={channel === ""}>
              {isFetching ? `Listening for ${seconds} s` : "Diagnose"}
            </Button>
            <label className="flex items-center gap-2 text-13 text-ink-muted">
              listen for
              <select
                value={seconds}
                onChange={(event) => setSeconds(Number(event.target.value))}
                className="h-8 rounded-medium border border-control-line bg-surface px-2 text-13 text-ink"
              >
                {SECONDS.map((one) => (
                  <option key={one} value={one}>
                    {one} s
                  </option>
                ))}
              </select>
            </label>
          </span>
        </form>
      </Panel>
      <div aria-live="polite" className="space-y-4 empty:hidden">
        {error === null || isFetching ? null : <FailurePanel failure={toClientFailure(error)} />}
        {data === undefined || isFetching ? null : <DiagnosisResult diagnosis={data} />}
      </div>
    </div>
  );
}
