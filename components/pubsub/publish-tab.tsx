"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailurePanel } from "#components/feedback/failure-panel.tsx";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { samplesQuery } from "#lib/browser/pubsub-query.ts";
import { ChannelField, choiceFor } from "./channel-field.tsx";
import { type Draft, faultOf, MessageEditor, toBody, toDraft } from "./message-editor.tsx";
import { NothingToPublish } from "./nothing-to-publish.tsx";
import { ProductionConfirm } from "./production-confirm.tsx";
import { PublishResult } from "./publish-result.tsx";
import type { PublishChoice, PubsubActions } from "./pubsub-actions.ts";
import { decodeName, encodeName, type PubsubAddress } from "./pubsub-address.ts";
import { SamplePanel } from "./sample-panel.tsx";
import { usePublish } from "./use-publish.ts";

interface PublishTabProps {
  deployment: DeploymentChoice;
  address: PubsubAddress;
  choices: readonly PublishChoice[];
  actions: PubsubActions;
}

const EMPTY: Draft = { text: "", event: "", rooms: "" };

/** One test message, to a channel whose readers can take it. */
export function PublishTab({ deployment, address, choices, actions }: PublishTabProps) {
  const { data } = useQuery(samplesQuery(deployment.name));
  const samples = data?.samples ?? [];
  const linked = samples.find(({ id }) => id === address.sample);
  const [first] = choices;
  const [edited, setEdited] = useState<{ channel: string; draft: Draft }>();
  const channelId = linked?.channel ?? address.channel;
  const start = {
    channel: channelId === undefined ? (first?.suggestion ?? "") : decodeName(channelId),
    draft: linked === undefined ? draftFor(choices, channelId) : toDraft(linked.body),
  };
  const { channel, draft } = edited ?? start;
  const choice = choiceFor(choices, channel);
  const { publish, isBusy, failure, result } = usePublish(deployment.name, actions);
  const [typedName, setTypedName] = useState("");
  if (first === undefined) return <NothingToPublish />;
  const edit = (change: Partial<{ channel: string; draft: Draft }>) => setEdited({ channel, draft, ...change });
  const isProduction = deployment.environment.production;
  const problem = choice === undefined ? undeclared(choices) : undefined;
  const isReady =
    choice !== undefined &&
    faultOf(choice.codec, draft.text) === undefined &&
    (choice.codec !== "socketio-emit" || draft.event.trim() !== "") &&
    (!isProduction || typedName === channel);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <Panel title="Test message">
        <form
          noValidate
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (choice === undefined || !isReady) return;
            publish({
              channel: encodeName(channel),
              body: toBody(choice.codec, draft),
              ...(isProduction ? { confirm: typedName } : {}),
            });
          }}
        >
          <ChannelField
            value={channel}
            onChange={(name) => edit({ channel: name })}
            choices={choices}
            error={problem}
            hint={choice === undefined ? "" : `${choice.label}: ${CODEC_WORDS[choice.codec]}`}
          />
          {choice === undefined ? null : (
            <MessageEditor codec={choice.codec} draft={draft} onChange={(next) => edit({ draft: next })} />
          )}
          {isProduction ? (
            <ProductionConfirm deployment={deployment} name={channel} value={typedName} onChange={setTypedName} />
          ) : null}
          <Button type="submit" look="primary" disabled={!isReady} isBusy={isBusy}>
            {isBusy ? "Publishing" : `Publish to ${channel || "the channel"}`}
          </Button>
        </form>
        <div aria-live="polite" className="mt-4 empty:hidden">
          {failure === undefined ? null : <FailurePanel failure={failure} />}
          {result === undefined ? null : <PublishResult published={result} />}
        </div>
      </Panel>
      <SamplePanel
        deployment={deployment.name}
        channel={channel}
        choice={choice}
        draft={draft}
        samples={samples}
        actions={actions}
        onPick={(name, picked) => setEdited({ channel: name, draft: picked })}
      />
    </div>
  );
}

const CODEC_WORDS = {
  text: "its readers take text",
  json: "its readers take JSON",
  "socketio-emit": "the console builds what its readers take",
} as const;

function draftFor(choices: readonly PublishChoice[], channelId: string | undefined): Draft {
  const choice = channelId === undefined ? choices[0] : choiceFor(choices, decodeName(channelId));
  const example = choice?.examples[0]?.body;
  if (choice?.codec === "socketio-emit") return { ...EMPTY, text: example ?? "[]", event: "test" };
  return { ...EMPTY, text: example ?? (choice?.codec === "text" ? "" : "{}") };
}

function undeclared(choices: readonly PublishChoice[]): string {
  const forms = choices.map(({ match }) => match).join(", ");
  return `The configuration declares no channel of this name with publish: true. It declares ${forms}.`;
}
