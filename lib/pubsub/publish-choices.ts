import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";

/** The channel keyspaces to which test messages may go, as a page needs them. */
export function publishChoices({ keyspaces }: Pick<DeploymentConfig, "keyspaces">) {
  return keyspaces.flatMap((keyspace) => {
    if (keyspace.kind !== "channel" || !keyspace.publish || keyspace.codec === "none") return [];
    const { name, label, match, codec, examples } = keyspace;
    return [{ name, label, match, codec, examples, suggestion: suggestionFor(match) }];
  });
}

/** A name of the form, to begin from. */
function suggestionFor(match: string): string {
  return match
    .replaceAll(/\{namespace\}/g, "/")
    .replaceAll(/\{([A-Za-z][A-Za-z0-9]*)(?::[^}]*(?:\{[^}]*\})?[^}]*)?\}/g, "$1")
    .replaceAll(/\\(.)/g, "$1");
}
