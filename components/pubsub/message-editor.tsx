"use client";
import { CircleCheck } from "lucide-react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { findJsonFault } from "#lib/browser/json-fault.ts";
import type { MessageBody } from "#lib/pubsub/schema.ts";

export type Draft = { text: string; event: string; rooms: string };
export type Codec = "text" | "json" | "socketio-emit";

interface MessageEditorProps {
  codec: Codec;
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** What a channel takes: text, JSON that is checked while one types, or an event whose bytes the console builds. */
export function MessageEditor({ codec, draft, onChange }: MessageEditorProps) {
  const fault = codec === "text" ? undefined : faultOf(codec, draft.text);
  return (
    <div className="space-y-4">
      {codec === "socketio-emit" ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Event" hint="The name that clients listen for, such as order.">
            {(control) => (
              <Input
                {...control}
                value={draft.event}
                maxLength={200}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => onChange({ ...draft, event: event.target.value })}
              />
            )}
          </Field>
          <Field label="Rooms" hint="With commas between them; empty: every client in the namespace.">
            {(control) => (
              <Input
                {...control}
                value={draft.rooms}
                maxLength={1_000}
                autoComplete="off"
                spellCheck={false}
                className="font-mono"
                onChange={(event) => onChange({ ...draft, rooms: event.target.value })}
              />
            )}
          </Field>
        </div>
      ) : null}
      <Field label={codec === "socketio-emit" ? "Arguments, as a JSON list" : "Message"} error={fault}>
        {(control) => (
          <textarea
            {...control}
            value={draft.text}
            rows={8}
            maxLength={65_536}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange({ ...draft, text: event.target.value })}
            className="block w-full rounded-medium border border-control-line bg-surface px-3 py-2 font-mono text-16 text-ink placeholder:text-ink-faint aria-invalid:border-critical-solid sm:text-13"
          />
        )}
      </Field>
      {codec !== "text" && fault === undefined ? (
        <p className="flex items-center gap-1.5 text-12 text-ok">
          <CircleCheck aria-hidden className="size-3.5" />
          Valid JSON
        </p>
      ) : null}
    </div>
  );
}

export function faultOf(codec: Codec, text: string): string | undefined {
  if (codec === "text") return undefined;
  const fault = findJsonFault(text);
  if (fault !== undefined) return `Line ${fault.line}, column ${fault.column}: ${fault.message}.`;
  if (codec === "socketio-emit" && !text.trim().startsWith("[")) return "The arguments are a list, such as [] or [1].";
  return undefined;
}

export function toBody(codec: Codec, { text, event, rooms }: Draft): MessageBody {
  if (codec !== "socketio-emit") return { kind: "text", text };
  const named = rooms.split(",").map((room) => room.trim());
  return { kind: "emit", event: event.trim(), args: text, rooms: named.filter((room) => room !== "") };
}

export function toDraft(body: MessageBody): Draft {
  if (body.kind === "text") return { text: body.text, event: "", rooms: "" };
  return { text: body.args, event: body.event, rooms: body.rooms.join(", ") };
}
