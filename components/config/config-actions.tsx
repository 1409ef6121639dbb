"use client";
import { Download, Link2, Upload } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Menu } from "#components/ui/menu.tsx";
import { MenuItem } from "#components/ui/menu-item.tsx";
import { saveText } from "#components/ui/save-text.ts";
import { showToast } from "#components/ui/toast-store.ts";
import { shareableEdits } from "#lib/preview/edits.ts";
import { markFile } from "#lib/preview/mark-file.ts";
import type { ConfigEnvironment } from "#lib/preview/schema.ts";
import { writeVariables } from "#lib/preview/write-variables.ts";
import { type ConfigAddress, fitsInLink } from "./config-address.ts";
import { ImportDialog } from "./import-dialog.tsx";
import type { PreviewState } from "./use-preview.ts";

interface ConfigActionsProps {
  address: ConfigAddress;
  environment: ConfigEnvironment | undefined;
  state: PreviewState;
  onChange: (more: Partial<ConfigAddress>) => void;
}

export function ConfigActions({ address, environment, state, onChange }: ConfigActionsProps) {
  const [isImporting, setImporting] = useState(false);
  const { preview, variables } = state;
  const copyLink = () => {
    if (!fitsInLink(shareableEdits(address.edits))) {
      showToast("These changes are too long for a link. Export the variables instead.", "warning");
      return;
    }
    navigator.clipboard.writeText(window.location.href).then(
      () => showToast("Link copied. It carries the changes and no secret."),
      () => showToast("The browser does not let this page write to the clipboard.", "warning"),
    );
  };
  const saveFile = () => {
    if (preview.ok) saveText(`${address.template}.conf`, "text/plain", markFile(preview.text, environment?.name ?? ""));
  };
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <Button size="small" onClick={() => setImporting(true)}>
        <Upload aria-hidden className="size-3.5" />
        Import variables
      </Button>
      <Menu
        label="Save"
        align="end"
        buttonClassName={buttonStyle("secondary", "small")}
        button={
          <>
            <Download aria-hidden className="size-3.5" />
            Save
          </>
        }
      >
        <MenuItem onSelect={saveFile}>{address.template}.conf, with placeholders</MenuItem>
        <MenuItem onSelect={() => saveText("variables.yml", "application/yaml", writeVariables(variables))}>
          Variables as YAML
        </MenuItem>
      </Menu>
      <Button size="small" onClick={copyLink}>
        <Link2 aria-hidden className="size-3.5" />
        Copy link
      </Button>
      <ImportDialog
        isOpen={isImporting}
        onClose={() => setImporting(false)}
        base={state.base}
        onImport={(edits) => onChange({ edits })}
      />
    </div>
  );
}
