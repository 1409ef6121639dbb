import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import { EnvironmentBand } from "#components/shell/environment-band.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface ProductionConfirmProps {
  deployment: DeploymentChoice;
  name: string;
  value: string;
  onChange: (typed: string) => void;
}

/** In production a message reaches customers: whoever sends it names the channel once more. */
export function ProductionConfirm({ deployment, name, value, onChange }: ProductionConfirmProps) {
  return (
    <div className="overflow-hidden rounded-medium border border-line">
      <EnvironmentBand deployment={deployment} />
      <Field label={`Type ${name} to publish`} className="p-3">
        {(control) => (
          <Input
            {...control}
            value={value}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
