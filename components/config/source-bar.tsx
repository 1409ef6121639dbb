"use client";
import type { ConfigEnvironment, ConfigSources } from "#lib/preview/schema.ts";
import { Choice } from "./choice.tsx";
import { ConfigActions } from "./config-actions.tsx";
import type { ConfigAddress } from "./config-address.ts";
import type { PreviewState } from "./use-preview.ts";

interface SourceBarProps {
  sources: ConfigSources;
  address: ConfigAddress;
  environment: ConfigEnvironment | undefined;
  state: PreviewState;
  onChange: (more: Partial<ConfigAddress>, options?: { step?: boolean }) => void;
}

/** Which template, of which environment, for which instance. */
export function SourceBar({ sources, address, environment, state, onChange }: SourceBarProps) {
  const choose = (more: Partial<ConfigAddress>) => onChange(more, { step: true });
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <Choice
        label="Template"
        value={address.template}
        options={[
          { value: "redis", word: "redis.conf" },
          { value: "sentinel", word: "sentinel.conf" },
        ]}
        onChoose={(template) => choose({ template: template === "sentinel" ? "sentinel" : "redis" })}
      />
      {environment === undefined ? null : (
        <Choice
          label="Environment"
          value={environment.name}
          options={sources.environments.map(({ name }) => ({
            value: name,
            word: name === sources.environment ? `${name} (deployed here)` : name,
          }))}
          onChoose={(name) => choose({ environment: name, host: "" })}
        />
      )}
      {environment === undefined || environment.hosts.length === 0 ? null : (
        <Choice
          label="Instance"
          value={address.host}
          options={[
            { value: "", word: "what all share" },
            ...environment.hosts.map(({ name }) => ({ value: name, word: name })),
          ]}
          onChoose={(host) => choose({ host })}
        />
      )}
      <ConfigActions address={address} environment={environment} state={state} onChange={onChange} />
    </div>
  );
}
