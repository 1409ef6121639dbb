import type { FieldControl } from "#components/ui/field.tsx";
import { GIVEN } from "#lib/preview/edits.ts";
import type { TemplateVariable } from "#lib/render/variables/template-variable.ts";
import type { PreviewState } from "./use-preview.ts";

interface SecretControlProps {
  control: FieldControl;
  variable: TemplateVariable;
  state: PreviewState;
  onEdit: (yaml: string | null) => void;
}

/** A secret is never typed or shown here: only whether the vault gives one. */
export function SecretControl({ control, variable, state, onEdit }: SecretControlProps) {
  const isGiven = (source: PreviewState["base"]) => {
    const value = source.get(variable.name);
    return variable.required || (value !== undefined && value !== null && value !== "");
  };
  return (
    <select
      {...control}
      value={isGiven(state.variables) ? GIVEN : ""}
      disabled={variable.required}
      onChange={(event) => onEdit((event.target.value === GIVEN) === isGiven(state.base) ? null : event.target.value)}
      className="block h-9 w-full rounded-medium border border-control-line bg-surface px-2 text-16 disabled:opacity-80 sm:text-14"
    >
      <option value={GIVEN}>comes from the vault</option>
      {variable.required ? null : <option value="">not given</option>}
    </select>
  );
}
