import { useDeferredValue, useMemo } from "react";
import { applyEdits, type EditProblem } from "#lib/preview/edits.ts";
import { checkVariables, type Preview, previewFile } from "#lib/preview/preview-file.ts";
import type { ConfigEnvironment, ConfigSources } from "#lib/preview/schema.ts";
import { readWire } from "#lib/preview/variables-wire.ts";
import type { TemplateInput } from "#lib/render/ansible/template-input.ts";
import type { TemplateName } from "#lib/render/variables/template-variable.ts";
import type { ConfigAddress } from "./config-address.ts";

type Variables = ReadonlyMap<string, TemplateInput>;

export interface PreviewState {
  /** Of the environment and the instance, before anybody tried anything. */
  base: Variables;
  variables: Variables;
  problems: readonly EditProblem[];
  /** What is wrong with a value, by name. */
  wrong: ReadonlyMap<string, string>;
  preview: Preview;
}

/** Rendered anew at every keystroke; typing never waits for it. */
export function usePreview(sources: ConfigSources, address: ConfigAddress): PreviewState {
  const { template, environment, host } = address;
  const edits = useDeferredValue(address.edits);
  const base = useMemo(() => layersOf(findEnvironment(sources, environment), host), [sources, environment, host]);
  return useMemo(() => {
    const { variables, problems } = applyEdits(base, edits);
    const preview = previewOf(sources, template, variables);
    return { base, variables, problems, wrong: checkVariables(template, variables), preview };
  }, [sources, template, base, edits]);
}

export function previewOf(sources: ConfigSources, template: TemplateName, variables: Variables): Preview {
  const facts = { ...sources, sentinels: sources.sentinels ?? undefined, replicas: sources.replicas ?? undefined };
  return previewFile({ template, source: sources.templates[template], variables, facts });
}

/** The one that is asked for, else the deployment's own, else the first. */
export function findEnvironment(sources: ConfigSources, name: string): ConfigEnvironment | undefined {
  const by = (wanted: string | null) => sources.environments.find((environment) => environment.name === wanted);
  return by(name) ?? by(sources.environment) ?? sources.environments[0];
}

/** What the instance has of its own comes on top. */
export function layersOf(environment: ConfigEnvironment | undefined, host: string): Variables {
  if (environment === undefined) return new Map();
  const own = environment.hosts.find(({ name }) => name === host);
  return new Map([...readWire(environment.variables), ...(own === undefined ? [] : readWire(own.variables))]);
}
