"use client";
import { useEffect, useState } from "react";
import type { FieldControl } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { fieldText, fieldYaml } from "#lib/preview/field-text.ts";
import type { TemplateVariable } from "#lib/render/variables/template-variable.ts";
import type { ConfigAddress } from "./config-address.ts";
import type { PreviewState } from "./use-preview.ts";

interface ValueControlProps {
  control: FieldControl;
  variable: TemplateVariable;
  fallback: string | undefined;
  state: PreviewState;
  address: ConfigAddress;
  onEdit: (yaml: string | null) => void;
}

/** A field of the variable's own kind: a choice where there is one, else text. */
export function ValueControl({ control, variable, fallback, state, address, onEdit }: ValueControlProps) {
  const { name, type } = variable;
  const before = fieldText(state.base.get(name));
  const yaml = address.edits.find(([edited]) => edited === name)?.[1];
  const shown = yaml === undefined ? before : fieldText(state.variables.get(name));
  const edit = (text: string) => onEdit(text === before ? null : fieldYaml(type, text));
  const words = type.kind === "boolean" ? ["yes", "no"] : type.kind === "choice" ? type.choices : undefined;
  if (words !== undefined && (shown === "" || words.includes(shown))) {
    return (
      <select
        {...control}
        value={shown}
        onChange={(event) => edit(event.target.value)}
        className="block h-9 w-full rounded-medium border border-control-line bg-surface px-2 font-mono text-16 sm:text-13"
      >
        <option value="">{fallback === undefined ? "not set" : `not set (${fallback})`}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {word}
          </option>
        ))}
      </select>
    );
  }
  return <TextControl control={control} shown={shown} placeholder={fallback} onType={edit} />;
}

interface TextControlProps {
  control: FieldControl;
  shown: string;
  placeholder: string | undefined;
  onType: (text: string) => void;
}

/** Keeps what is typed as it is typed; what the layers say comes in when nobody types. */
function TextControl({ control, shown, placeholder, onType }: TextControlProps) {
  const [text, setText] = useState(shown);
  const [isTyping, setTyping] = useState(false);
  useEffect(() => {
    if (!isTyping) setText(shown);
  }, [shown, isTyping]);
  return (
    <Input
      {...control}
      value={text}
      placeholder={placeholder ?? "not set"}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      maxLength={2000}
      className="font-mono sm:text-13"
      onFocus={() => setTyping(true)}
      onBlur={() => setTyping(false)}
      onChange={(event) => {
        setText(event.target.value);
        onType(event.target.value);
      }}
    />
  );
}
