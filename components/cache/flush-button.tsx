"use client";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { StartedJobNote } from "#components/jobs/started-job-note.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import type { CacheActions } from "./cache-actions.ts";

const FlushDialog = lazy(() => import("./flush-dialog.tsx").then((module) => ({ default: module.FlushDialog })));

interface FlushButtonProps {
  deployment: DeploymentChoice;
  keyspace: string;
  pattern: string;
  actions: CacheActions;
}

/** From a pattern to its flush; once it runs, the way to see how far it is. */
export function FlushButton({ deployment, keyspace, pattern, actions }: FlushButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const client = useQueryClient();
  const [started, setStarted] = useState<string>();
  return (
    <>
      <Button size="small" onClick={() => setIsOpen(true)}>
        Flush all that fit …
      </Button>
      {started === undefined ? null : <StartedJobNote deployment={deployment.name} jobId={started} what="flush" />}
      <Suspense>
        {isOpen ? (
          <FlushDialog
            deployment={deployment}
            keyspace={keyspace}
            pattern={pattern}
            actions={actions}
            onClose={() => setIsOpen(false)}
            onStarted={({ jobId }) => {
              setIsOpen(false);
              setStarted(jobId);
              void client.invalidateQueries({ queryKey: ["jobs", deployment.name] });
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
