"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import type { Edit } from "#lib/preview/edits.ts";
import { importVariables } from "#lib/preview/import-variables.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";

interface ImportDialogProps {
  isOpen: boolean;
  onClose: () => void;
  base: ReadonlyMap<string, TemplateInput>;
  onImport: (edits: readonly Edit[]) => void;
}

/** YAML from a file or the clipboard; it stays in the browser. */
export function ImportDialog({ isOpen, onClose, base, onImport }: ImportDialogProps) {
  const [text, setText] = useState("");
  const found = importVariables(text, base);
  const close = () => {
    setText("");
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title="Import variables"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            look="primary"
            disabled={found.edits.length === 0}
            onClick={() => {
              onImport(found.edits);
              close();
            }}
          >
            Use {found.edits.length} {found.edits.length === 1 ? "variable" : "variables"}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <Field label="YAML file" hint="Read in this browser and sent nowhere.">
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".yml,.yaml"
              className="block w-full text-13"
              onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
            />
          )}
        </Field>
        <Field label="Or paste it here" hint="It replaces the changes that you have made so far.">
          {(control) => (
            <textarea
              {...control}
              rows={10}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
              placeholder={"REDIS_PORT: 6380\nREDIS_AOF_ENABLED: yes"}
              className="block w-full rounded-medium border border-control-line bg-surface px-3 py-2 font-mono text-16 sm:text-13"
            />
          )}
        </Field>
        <ul className="space-y-1 text-13" aria-live="polite">
          {found.problems.map(({ line, reason }) => (
            <li key={`${line} ${reason}`} className="text-critical">
              Line {line}: {reason}
            </li>
          ))}
          {found.secrets.length === 0 ? null : (
            <li className="text-warning">
              {found.secrets.join(", ")}: values of secrets are not taken; a placeholder stands for each.
            </li>
          )}
        </ul>
      </div>
    </Dialog>
  );
}
