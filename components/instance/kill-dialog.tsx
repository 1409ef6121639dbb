"use client";
import { useState } from "react";
import { ConfirmIdentity } from "#components/feedback/confirm-identity.tsx";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import { useSubmit } from "#components/feedback/use-submit.ts";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FigureList } from "#components/ui/figure-list.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ClientRow, KilledClient } from "#lib/inspect/schema.ts";
import type { InstanceActions } from "./inspection.ts";

interface KillDialogProps {
  deployment: DeploymentChoice;
  instance: string;
  client: ClientRow;
  actions: Pick<InstanceActions, "killClient" | "confirmIdentity">;
  onClose: () => void;
  onClosed: (killed: KilledClient) => void;
}

/** Names the client, asks why, and has the way out in focus. */
export function KillDialog({ deployment, instance, client, actions, onClose, onClosed }: KillDialogProps) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string>();
  const { failure, isSending, send } = useSubmit(onClosed);
  const { id, address } = client;
  const act = () => {
    const wrong = reason.trim().length < 3 ? "Say why, in a few words: the audit log keeps it." : undefined;
    setProblem(wrong);
    if (wrong !== undefined) return;
    send(() => actions.killClient({ deployment: deployment.name, instance, id, address, reason: reason.trim() }));
  };
  const isStepUp = failure?.code === "STEP_UP_REQUIRED";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Close the connection of ${address}`}
      band={<EnvironmentBand deployment={deployment} />}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            Keep it open
          </Button>
          <Button look="danger" isBusy={isSending} onClick={act}>
            Close the connection
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <ClientFacts client={client} instance={instance} />
        <Field label="Reason" error={failure?.fieldErrors?.reason?.[0] ?? problem}>
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              autoComplete="off"
              value={reason}
              placeholder="Ticket, or what happened"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {isStepUp ? <ConfirmIdentity confirm={actions.confirmIdentity} onConfirmed={act} action="close" /> : null}
        {failure === undefined || isStepUp ? null : <FailurePanel failure={failure} />}
      </div>
    </Dialog>
  );
}

function ClientFacts({ client, instance }: { client: ClientRow; instance: string }) {
  return (
    <>
      <p className="text-13 text-ink-muted">
        What the client is doing ends; most clients connect again at once. A transaction that has not been executed is
        lost, a command that was sent may have run.
      </p>
      <FigureList
        figures={[
          { name: "Instance", value: <span className="wrap-anywhere font-mono text-12">{instance}</span> },
          { name: "Client", value: client.id },
          { name: "Name", value: client.name ?? "none" },
          { name: "User", value: client.user ?? "not known" },
          { name: "Last command", value: client.command ?? "none" },
        ]}
      />
    </>
  );
}
