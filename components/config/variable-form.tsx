"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Edit } from "#lib/preview/edits.ts";
import type { TemplateVariable } from "#lib/render/variables/template-variable.ts";
import { variablesOf } from "#lib/render/variables/template-variables.ts";
import { type ConfigAddress, withEdit } from "./config-address.ts";
import type { PreviewState } from "./use-preview.ts";
import { VariableField } from "./variable-field.tsx";

interface VariableFormProps {
  address: ConfigAddress;
  state: PreviewState;
  pointedAt: string | undefined;
  onPoint: (name: string | undefined) => void;
  onEdits: (edits: readonly Edit[]) => void;
}

/** Every variable of the template, in its order, with what it is for. */
export function VariableForm({ address, state, pointedAt, onPoint, onEdits }: VariableFormProps) {
  const [search, setSearch] = useState("");
  const [isOpen, setOpen] = useState(false);
  const variables = variablesOf(address.template).filter((variable) => isFound(variable, search));
  const groups = [...new Set(variables.map(({ group }) => group))];
  const changed = address.edits.length;
  return (
    <Panel
      title="Variables"
      isFlush
      aside={
        <span className="flex items-center gap-1">
          {changed === 0 ? null : (
            <Button size="small" look="quiet" onClick={() => onEdits([])}>
              Undo {changed} {changed === 1 ? "change" : "changes"}
            </Button>
          )}
          <Button size="small" aria-expanded={isOpen} className="lg:hidden" onClick={() => setOpen((was) => !was)}>
            {isOpen ? "Hide" : "Show"}
          </Button>
        </span>
      }
    >
      <div className={isOpen ? "" : "max-lg:hidden"}>
        <div className="px-4 pb-3">
          <Input
            type="search"
            data-search
            aria-label="Search variables"
            placeholder="Search name, directive, words"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
        <div className="max-h-[calc(100dvh-16rem)] overflow-y-auto border-line border-t lg:min-h-80">
          {groups.length === 0 ? (
            <p className="px-4 py-6 text-13 text-ink-muted">No variable has these words in its name or description.</p>
          ) : null}
          {groups.map((group) => (
            <fieldset key={group} className="border-line not-last:border-b px-4 py-3">
              <legend className="float-left mb-2 w-full font-semibold text-13">{group}</legend>
              <div className="clear-both space-y-4">
                {variables
                  .filter((variable) => variable.group === group)
                  .map((variable) => (
                    <VariableField
                      key={variable.name}
                      variable={variable}
                      address={address}
                      state={state}
                      isPointedAt={pointedAt === variable.name}
                      onPoint={onPoint}
                      onEdit={(yaml) => onEdits(withEdit(address.edits, variable.name, yaml))}
                    />
                  ))}
              </div>
            </fieldset>
          ))}
        </div>
      </div>
    </Panel>
  );
}

function isFound({ name, directive, description }: TemplateVariable, search: string): boolean {
  const text = `${name} ${directive} ${description}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
