"use client";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { PubsubSample } from "#lib/pubsub/schema.ts";
import { type Draft, toBody, toDraft } from "./message-editor.tsx";
import type { PublishChoice, PubsubActions } from "./pubsub-actions.ts";
import { encodeName, pubsubHref } from "./pubsub-address.ts";

interface SamplePanelProps {
  deployment: string;
  channel: string;
  choice: PublishChoice | undefined;
  draft: Draft;
  samples: readonly PubsubSample[];
  actions: Pick<PubsubActions, "saveSample" | "removeSample">;
  onPick: (channel: string, draft: Draft) => void;
}

/** Messages to begin with: of the configuration, and saved by colleagues. */
export function SamplePanel({ deployment, channel, choice, draft, samples, actions, onPick }: SamplePanelProps) {
  const client = useQueryClient();
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isSaving, start] = useTransition();
  const refresh = () => client.invalidateQueries({ queryKey: ["pubsub", deployment, "samples"] });
  const save = () => {
    if (choice === undefined) return;
    start(async () => {
      const sample = { deployment, channel: encodeName(channel), label, body: toBody(choice.codec, draft) };
      const answer = await actions.saveSample(sample).catch(toFailed);
      setProblem(answer.ok ? undefined : `${answer.error.message} ${answer.error.advice}`);
      if (!answer.ok) return;
      showToast(`Saved “${label.trim()}” for everybody who may publish.`);
      setLabel("");
      await refresh();
    });
  };
  const remove = (sample: PubsubSample) =>
    start(async () => {
      const answer = await actions.removeSample({ deployment, id: sample.id }).catch(toFailed);
      showToast(answer.ok ? `Removed “${sample.label}”.` : answer.error.message, answer.ok ? "ok" : "warning");
      await refresh();
    });
  return (
    <Panel title="Samples">
      <ul className="space-y-1 text-13">
        {(choice?.examples ?? []).map((example) => (
          <li key={`configured ${example.label}`}>
            <PickButton
              text={example.label}
              note="from the configuration"
              onPick={() => onPick(channel, { ...draft, text: example.body })}
            />
          </li>
        ))}
        {samples.map((sample) => (
          <li key={sample.id} className="flex items-center gap-1">
            <PickButton
              text={sample.label}
              note={`${sample.channelName}, by ${sample.savedBy ?? "nobody"}`}
              onPick={() => onPick(sample.channelName, toDraft(sample.body))}
            />
            <CopyButton text={linkTo(deployment, sample)} label={`Copy link to ${sample.label}`} />
            <IconButton
              label={`Remove ${sample.label}`}
              icon={<Trash2 aria-hidden />}
              className="size-6"
              onClick={() => remove(sample)}
            />
          </li>
        ))}
      </ul>
      {samples.length === 0 && (choice?.examples.length ?? 0) === 0 ? (
        <p className="text-13 text-ink-muted">Save a message below, and colleagues find it here or by its link.</p>
      ) : null}
      <form
        noValidate
        className="mt-4 border-line border-t pt-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="Save this message as" error={problem} hint="Shared, so it must hold no secret.">
          {(control) => (
            <div className="flex gap-2">
              <Input {...control} value={label} maxLength={60} onChange={(event) => setLabel(event.target.value)} />
              <Button
                type="submit"
                className="h-9"
                isBusy={isSaving}
                disabled={label.trim() === "" || choice === undefined}
              >
                Save
              </Button>
            </div>
          )}
        </Field>
      </form>
    </Panel>
  );
}

function PickButton({ text, note, onPick }: { text: string; note: string; onPick: () => void }) {
  return (
    <button
      type="button"
      onClick={onPick}
      className="min-w-0 flex-1 rounded-medium px-2 py-1 text-left transition-colors hover:bg-surface-hover"
    >
      <span className="block truncate text-accent-text">{text}</span>
      <span className="block truncate text-12 text-ink-muted">{note}</span>
    </button>
  );
}

function linkTo(deployment: string, { id }: PubsubSample): string {
  const path = pubsubHref(deployment, { tab: "publish", sample: id });
  return `${globalThis.location?.origin ?? ""}${path}`;
}

function toFailed(thrown: unknown) {
  return { ok: false as const, error: toClientFailure(thrown) };
}
