"use client";
import { useState, useTransition } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Receipt } from "#lib/pubsub/schema.ts";
import type { Failure } from "#lib/result.ts";
import { ChannelField, choiceFor } from "./channel-field.tsx";
import { NothingToPublish } from "./nothing-to-publish.tsx";
import { ProductionConfirm } from "./production-confirm.tsx";
import type { PublishChoice, PubsubActions } from "./pubsub-actions.ts";
import { decodeName, encodeName, type PubsubAddress } from "./pubsub-address.ts";
import { ReceiptResult } from "./receipt-result.tsx";

interface ReceiptTabProps {
  deployment: DeploymentChoice;
  address: PubsubAddress;
  choices: readonly PublishChoice[];
  actions: Pick<PubsubActions, "sendReceipt">;
}

/** Does a message reach every instance, and when? */
export function ReceiptTab({ deployment, address, choices, actions }: ReceiptTabProps) {
  const first = choices.find(({ match }) => match.startsWith("console:")) ?? choices[0];
  const [edited, setEdited] = useState<string>();
  const [typedName, setTypedName] = useState("");
  const [outcome, setOutcome] = useState<{ receipt?: Receipt; failure?: Failure }>({});
  const [isBusy, start] = useTransition();
  if (first === undefined) return <NothingToPublish />;
  const channel = edited ?? (address.channel === undefined ? first.suggestion : decodeName(address.channel));
  const choice = choiceFor(choices, channel);
  const isProduction = deployment.environment.production;
  const send = () =>
    start(async () => {
      setOutcome({});
      try {
        const input = { deployment: deployment.name, channel: encodeName(channel) };
        const answer = await actions.sendReceipt({ ...input, ...(isProduction ? { confirm: typedName } : {}) });
        setOutcome(answer.ok ? { receipt: answer.data } : { failure: answer.error });
      } catch (thrown) {
        setOutcome({ failure: toClientFailure(thrown) });
      }
    });
  return (
    <Panel title="Delivery receipt">
      <form
        noValidate
        className="max-w-160 space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (choice !== undefined && !isBusy) send();
        }}
      >
        <p className="text-13 text-ink-muted">
          The console listens on the master and on every replica, publishes a number that nobody has seen before, and
          says where it arrived and when. Applications that subscribe to the channel receive it too.
        </p>
        <ChannelField
          value={channel}
          onChange={setEdited}
          choices={choices}
          hint="A channel of the console's own disturbs nobody."
          error={
            choice === undefined ? "The configuration declares no channel of this name with publish: true." : undefined
          }
        />
        {isProduction ? (
          <ProductionConfirm deployment={deployment} name={channel} value={typedName} onChange={setTypedName} />
        ) : null}
        <Button
          type="submit"
          look="primary"
          isBusy={isBusy}
          disabled={choice === undefined || (isProduction && typedName !== channel)}
        >
          {isBusy ? "Listening" : "Send and listen"}
        </Button>
      </form>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {outcome.failure === undefined ? null : <FailurePanel failure={outcome.failure} />}
        {outcome.receipt === undefined ? null : <ReceiptResult receipt={outcome.receipt} />}
      </div>
    </Panel>
  );
}
