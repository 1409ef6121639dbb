import { shareableEdits } from "#lib/preview/edits.ts";
import type { ConfigSources, PreviewInput } from "#lib/preview/schema.ts";
import type { ConfigAddress } from "./config-address.ts";
import { findEnvironment } from "./use-preview.ts";

/** What is shown, as the server is asked for it. */
export function previewInput(deployment: string, sources: ConfigSources, address: ConfigAddress): PreviewInput {
  return {
    deployment,
    template: address.template,
    environment: findEnvironment(sources, address.environment)?.name ?? "",
    host: address.host === "" ? null : address.host,
    edits: shareableEdits(address.edits).map(([name, yaml]): [string, string] => [name, yaml]),
  };
}
