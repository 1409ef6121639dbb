"use client";
import { KeyRound, RotateCcw } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { fieldText } from "#lib/preview/field-text.ts";
import type { TemplateVariable } from "#lib/render/variables/template-variable.ts";
import type { ConfigAddress } from "./config-address.ts";
import { SecretControl } from "./secret-control.tsx";
import type { PreviewState } from "./use-preview.ts";
import { ValueControl } from "./value-control.tsx";

interface VariableFieldProps {
  variable: TemplateVariable;
  address: ConfigAddress;
  state: PreviewState;
  isPointedAt: boolean;
  onPoint: (name: string | undefined) => void;
  /** null takes the change back. */
  onEdit: (yaml: string | null) => void;
}

export function VariableField({ variable, address, state, isPointedAt, onPoint, onEdit }: VariableFieldProps) {
  const { name, directive, description, required, secret } = variable;
  const isEdited = address.edits.some(([edited]) => edited === name);
  const port = fieldText(state.variables.get(address.template === "redis" ? "REDIS_PORT" : "SENTINEL_PORT"));
  const fallback = variable.fallback?.replaceAll("{port}", port || (address.template === "redis" ? "6379" : "26379"));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only shows which lines it makes, as focus does.
    <div
      data-variable={name}
      onMouseEnter={() => onPoint(name)}
      onMouseLeave={() => onPoint(undefined)}
      onFocus={() => onPoint(name)}
      className={classNames(
        "relative -mx-2 rounded-medium border-l-2 px-2 py-1 transition-colors",
        isPointedAt && "bg-surface-selected",
        isEdited ? "border-accent" : "border-transparent",
      )}
    >
      {isEdited ? (
        <span className="absolute top-0.5 right-1">
          <IconButton
            label={`Undo the change of ${name}`}
            icon={<RotateCcw aria-hidden />}
            className="size-6"
            onClick={() => onEdit(null)}
          />
        </span>
      ) : null}
      <Field
        label={
          <span className="flex flex-wrap items-center gap-1.5">
            <span className="wrap-anywhere font-mono text-12">{name}</span>
            {required ? <Badge>required</Badge> : null}
            {secret ? <KeyRound role="img" aria-label="secret" className="size-3.5 text-ink-faint" /> : null}
          </span>
        }
        error={state.wrong.get(name)}
        hint={
          <>
            <span className="font-mono">{directive}</span>: {description}
          </>
        }
      >
        {(control) =>
          secret ? (
            <SecretControl control={control} variable={variable} state={state} onEdit={onEdit} />
          ) : (
            <ValueControl
              control={control}
              variable={variable}
              fallback={fallback}
              state={state}
              address={address}
              onEdit={onEdit}
            />
          )
        }
      </Field>
    </div>
  );
}
