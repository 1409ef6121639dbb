"use client";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { PublishChoice } from "./pubsub-actions.ts";

interface ChannelFieldProps {
  value: string;
  onChange: (channel: string) => void;
  choices: readonly PublishChoice[];
  hint: string;
  error?: string | undefined;
}

/** A channel's name, with the declared ones to begin from. */
export function ChannelField({ value, onChange, choices, hint, error }: ChannelFieldProps) {
  const list = useId();
  return (
    <Field label="Channel" hint={hint} error={error}>
      {(control) => (
        <>
          <Input
            {...control}
            data-search
            list={list}
            value={value}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={512}
            className="font-mono"
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {choices.map(({ name, label, suggestion }) => (
              <option key={name} value={suggestion}>
                {label}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** The declared form that a name has: literal text as it is, and something for each part that varies. */
export function choiceFor(choices: readonly PublishChoice[], channel: string): PublishChoice | undefined {
  return choices.find(({ match }) => {
    const parts = match.split(/\{[A-Za-z][A-Za-z0-9]*(?::[^}]*(?:\{[^}]*\})?[^}]*)?\}/);
    const pattern = parts.map((part) => part.replaceAll(/\\(.)/g, "$1").replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${pattern.join(".+")}$`, "s").test(channel);
  });
}
