"use client";
import { useState } from "react";
import { AgreementMatrix } from "#components/sentinel/agreement-matrix.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { ConfirmWork } from "./confirm-work.tsx";
import type { SectionProps } from "./switch-section.tsx";

/** Makes Sentinels forget who is gone for good. */
export function ResetSection({ deployment, actions, onStarted }: SectionProps) {
  const { topology } = useLiveTopology();
  /** Null: all of them. */
  const [wanted, setWanted] = useState<string | null>();
  if (topology === undefined) return <Skeleton className="h-60" />;
  const { sentinels } = topology;
  return (
    <Panel title="Make Sentinels forget what is gone" isFlush>
      <div className="space-y-3 px-4 pb-4">
        <p className="text-13">
          A Sentinel never forgets: replicas and Sentinels that were removed for good stay in its list, count as down,
          and raise the majority that a failover takes. A reset empties the list, and it fills again with who is there.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="primary" disabled={sentinels.length === 0} onClick={() => setWanted(null)}>
            Reset all, one at a time …
          </Button>
          {sentinels.map(({ address }) => (
            <Button key={address} onClick={() => setWanted(address)}>
              Reset <span className="font-mono">{address}</span> …
            </Button>
          ))}
        </div>
      </div>
      <AgreementMatrix topology={topology} />
      {wanted === undefined ? null : (
        <ConfirmWork
          deployment={deployment}
          title={wanted === null ? `Reset ${sentinels.length} Sentinels` : `Reset Sentinel ${wanted}`}
          mustType={deployment.environment.production}
          start={(reason, typed) =>
            actions.resetSentinels({ deployment: deployment.name, sentinel: wanted, reason, typed })
          }
          confirmIdentity={actions.confirmIdentity}
          onStarted={({ jobId }) => onStarted(jobId)}
          onClose={() => setWanted(undefined)}
        >
          <p className="text-13">
            The next one waits until the last knows all that are up again and sees the quorum. Refused while a Sentinel
            is blind, a failover runs, or the master is down.
          </p>
        </ConfirmWork>
      )}
    </Panel>
  );
}
