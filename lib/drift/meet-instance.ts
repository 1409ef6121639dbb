import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { isPersistent, type Meeting } from "#lib/consequences/consequence.ts";
import { findDirective } from "#lib/directives/directive-table.ts";
import type { Setting } from "#lib/directives/read-settings.ts";
import { deploymentFacts } from "#lib/environments/deployment-facts.ts";
import type { InstanceSnapshot } from "#lib/topology/schema.ts";
import { liveValue } from "./live-value.ts";
import type { SeenInstance } from "./look-at-instance.ts";
import { isThisHost, missingFolders } from "./read-host-file.ts";
import type { DriftCell } from "./schema.ts";

interface MeetingParts {
  config: DeploymentConfig;
  seen: SeenInstance;
  others: readonly SeenInstance[];
  rendered: ReadonlyMap<string, Setting>;
  /** The same file without what somebody tries out. */
  deployed: ReadonlyMap<string, Setting>;
  cells: ReadonlyMap<string, DriftCell>;
  snapshot: InstanceSnapshot | undefined;
}

/** What the rules about consequences look at. */
export function meetInstance({ config, seen, others, rendered, deployed, cells, snapshot }: MeetingParts): Meeting {
  const { usesSentinel, holdsSessions } = deploymentFacts(config);
  const changed = [...cells].filter(([name, { state }]) => findDirective(name)?.isSecret && state === "differs");
  return {
    address: seen.address,
    role: snapshot?.role ?? "unknown",
    usesSentinel,
    holdsSessions,
    rendered,
    after: (name) => (rendered.has(name) ? rendered.get(name)?.value : findDirective(name)?.fallback),
    now: (name) => liveValue(name, seen.live?.get(name)),
    changedSecrets: new Set(changed.map(([name]) => name)),
    figures: snapshot?.figures ?? null,
    persistentOthers: others.filter(({ live }) => isPersistent((name) => live?.get(name))).length,
    onHost: seen.onHost,
    missingFolders:
      seen.managed === undefined || !isThisHost(seen.managed.host) ? undefined : missingFolders(foldersOf(deployed)),
  };
}

/** Only those of the operator's own files: else whoever types a path could learn what this host has. */
function foldersOf(rendered: ReadonlyMap<string, Setting>): string[] {
  return ["dir", "logfile", "pidfile"].flatMap((name) => {
    const path = rendered.get(name)?.value ?? "";
    const folder = name === "dir" ? path : path.slice(0, path.lastIndexOf("/"));
    return folder === "" ? [] : [folder];
  });
}
