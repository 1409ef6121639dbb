"use client";
import { useMemo, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { diffTexts } from "#lib/preview/diff-texts.ts";
import { Choice } from "./choice.tsx";
import type { ConfigViewProps } from "./config-view.tsx";
import { DiffView } from "./diff-view.tsx";
import { RenderFailure } from "./render-failure.tsx";
import { findEnvironment, layersOf, previewOf } from "./use-preview.ts";

/** What another environment has in the same file, line by line. */
export function CompareView({ sources, address, state, onChange }: ConfigViewProps) {
  const [isSplit, setSplit] = useState(false);
  const here = findEnvironment(sources, address.environment);
  const others = sources.environments.filter(({ name }) => name !== here?.name);
  const other = others.find(({ name }) => name === address.other) ?? others[0];
  const against = useMemo(
    () => previewOf(sources, address.template, layersOf(other, "")),
    [sources, address.template, other],
  );
  const { preview } = state;
  const lines = useMemo(
    () => (preview.ok && against.ok ? diffTexts(against.text, preview.text) : []),
    [preview, against],
  );
  if (other === undefined) return <p className="text-ink-muted">There is no other environment to compare with.</p>;
  const changes = lines.filter(({ kind }) => kind !== "same").length;
  return (
    <Panel
      title={`${here?.name ?? ""} against ${other.name}`}
      isFlush
      aside={
        <div className="flex flex-wrap items-center gap-3">
          <Choice
            label="With"
            value={other.name}
            options={others.map(({ name }) => ({ value: name, word: name }))}
            onChoose={(name) => onChange({ other: name }, { step: true })}
          />
          <Button size="small" className="max-sm:hidden" aria-pressed={isSplit} onClick={() => setSplit(!isSplit)}>
            {isSplit ? "One column" : "Side by side"}
          </Button>
        </div>
      }
    >
      {preview.ok && against.ok ? (
        <>
          <p className="px-4 pb-2 text-13 text-ink-muted">
            {changes === 0
              ? `Both render the same ${address.template}.conf.`
              : `− is ${other.name}, + is ${here?.name ?? "this environment"} with your changes.`}
          </p>
          <DiffView lines={lines} left={other.name} right={here?.name ?? ""} isSplit={isSplit} />
        </>
      ) : (
        <div className="p-4 pt-0">
          {preview.ok ? null : <RenderFailure template={address.template} failure={preview} />}
          {against.ok ? null : (
            <p className="text-13">
              {other.name} cannot be rendered: {against.reason}
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
