"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { BootCheck } from "#lib/boot-check/schema.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure } from "#lib/result.ts";
import { BootReport } from "./boot-report.tsx";
import type { ConfigViewProps } from "./config-view.tsx";
import { previewInput } from "./preview-input.ts";
import { RenderFailure } from "./render-failure.tsx";

interface Answer {
  /** What was checked: another text needs another check. */
  of: string;
  report: BootCheck | undefined;
  failure: Failure | undefined;
}

/** A real server reads the file before anybody deploys it. */
export function BootView({ deployment, sources, actions, address, state }: ConfigViewProps) {
  const [answer, setAnswer] = useState<Answer>();
  const [isRunning, setRunning] = useState(false);
  const { preview } = state;
  if (!preview.ok) return <RenderFailure template={address.template} failure={preview} />;
  const server = address.template === "redis" ? "redis-server" : "Sentinel";
  const run = async () => {
    setRunning(true);
    try {
      const result = await actions.runBootCheck(previewInput(deployment.name, sources, address));
      setAnswer({
        of: preview.text,
        report: result.ok ? result.data : undefined,
        failure: result.ok ? undefined : result.error,
      });
    } catch (thrown) {
      setAnswer({ of: preview.text, report: undefined, failure: toClientFailure(thrown) });
    }
    setRunning(false);
  };
  return (
    <Panel
      title="Boot check"
      aside={
        <Button size="small" look="primary" isBusy={isRunning} onClick={() => void run()}>
          {isRunning ? null : <Play aria-hidden className="size-3.5" />}
          {isRunning ? "Starting a server" : answer === undefined ? "Run the check" : "Run it again"}
        </Button>
      }
    >
      <div aria-live="polite">
        {answer === undefined ? (
          <EmptyState icon={<Play aria-hidden />} title={`A real ${server} has not read this file yet.`}>
            The check starts one on the console’s own host, without network, in a folder of its own and with nobody’s
            rights; asks what it understood; and ends it. Nothing of the deployment is touched, and who ran it is in the
            audit log.
          </EmptyState>
        ) : (
          <div className="space-y-4">
            {answer.of === preview.text ? null : (
              <p className="rounded-medium bg-warning-soft px-3 py-2 text-13 text-warning">
                The file has changed since this check.
              </p>
            )}
            {answer.failure === undefined ? null : <FailurePanel failure={answer.failure} />}
            {answer.report === undefined ? null : (
              <BootReport report={answer.report} text={answer.of} server={server} />
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
