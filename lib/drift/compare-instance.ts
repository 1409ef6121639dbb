import { type Directive, findDirective } from "#lib/directives/directive-table.ts";
import type { Setting } from "#lib/directives/read-settings.ts";
import { compareDirective } from "./compare-directive.ts";
import { compareSecret } from "./compare-secret.ts";
import { comparedNames, liveValue } from "./live-value.ts";
import type { SeenInstance } from "./look-at-instance.ts";
import type { DriftCell } from "./schema.ts";
import type { SecretTags } from "./secret-tags.ts";

type Settings = ReadonlyMap<string, Setting>;

/** Every directive that the instance answers with, against what the file means for it. */
export function compareInstance(seen: SeenInstance, rendered: Settings, tags: SecretTags): Map<string, DriftCell> {
  const cells = new Map<string, DriftCell>();
  for (const name of comparedNames(seen.live?.keys() ?? [])) {
    const directive = findDirective(name);
    if (directive !== undefined) cells.set(name, compareOne(directive, seen, rendered, tags));
  }
  return cells;
}

function compareOne(directive: Directive, seen: SeenInstance, rendered: Settings, tags: SecretTags): DriftCell {
  const { name, isSecret } = directive;
  const live = liveValue(name, seen.live?.get(name));
  // A file without the directive means its default.
  const onHost = seen.onHost === undefined ? undefined : (seen.onHost.get(name)?.value ?? directive.fallback);
  const wanted = rendered.get(name)?.value;
  if (!isSecret)
    return compareDirective(directive, { rendered: liveValue(name, wanted), onHost: liveValue(name, onHost), live });
  return compareSecret({
    rendered: wanted === undefined ? undefined : secretTag(name, wanted, tags),
    isRendered: wanted !== undefined,
    onHost: onHost === undefined ? undefined : tags.tag(onHost),
    live,
  });
}

/** A user's name may stand in the file as it is; a password is always a placeholder. */
function secretTag(name: string, wanted: string, tags: SecretTags): string | undefined {
  const behind = tags.behind(wanted);
  return behind === undefined && name === "masteruser" && !wanted.includes("{{") ? tags.tag(wanted) : behind;
}
