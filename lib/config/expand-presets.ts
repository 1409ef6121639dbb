import { isRecord } from "./is-record.ts";
import { nearestName } from "./nearest-name.ts";
import { PRESETS } from "./presets.ts";
import type { ProblemAt } from "./problem-at.ts";

const DATABASE_OF: Record<string, string> = {
  session: "sessions",
  cache: "cache",
  channel: "pubsub",
  "rate-limit": "rateLimits",
};

const DEFAULT_DATABASES: Record<string, number> = { sessions: 0, cache: 1, pubsub: 2, rateLimits: 3 };

/** The configuration as it would be without presets, each keyspace with its logical database; and what was wrong with them. */
export function expandPresets(config: unknown): { config: unknown; problems: ProblemAt[] } {
  const problems: ProblemAt[] = [];
  if (!isRecord(config) || !isRecord(config.deployments)) return { config, problems };
  const deployments = Object.entries(config.deployments).map(([name, deployment]) => {
    if (!isRecord(deployment) || !Array.isArray(deployment.keyspaces)) return [name, deployment];
    const keyspaces = deployment.keyspaces.map((keyspace: unknown, index) => {
      if (!isRecord(keyspace)) return keyspace;
      const { preset, ...given } = keyspace;
      const fields = presetFields(preset, ["deployments", name, "keyspaces", index], problems);
      return withDatabase({ ...fields, ...given }, deployment.logicalDatabases);
    });
    return [name, { ...deployment, keyspaces }];
  });
  return { config: { ...config, deployments: Object.fromEntries(deployments) }, problems };
}

function presetFields(preset: unknown, path: ProblemAt["path"], problems: ProblemAt[]): Record<string, unknown> {
  if (preset === undefined) return {};
  const names = Object.keys(PRESETS);
  const found = typeof preset === "string" && Object.hasOwn(PRESETS, preset) ? PRESETS[preset] : undefined;
  if (found !== undefined) return found;
  const nearest = typeof preset === "string" ? nearestName(preset, names) : undefined;
  const list = `the presets are ${names.join(", ")}`;
  problems.push({
    path: [...path, "preset"],
    wrong: "there is no such preset",
    right: nearest === undefined ? list : `did you mean ${nearest}? ${list}`,
  });
  return {};
}

function withDatabase(keyspace: Record<string, unknown>, logicalDatabases: unknown): Record<string, unknown> {
  const purpose = typeof keyspace.kind === "string" ? DATABASE_OF[keyspace.kind] : undefined;
  if (keyspace.db !== undefined || purpose === undefined) return keyspace;
  const configured = isRecord(logicalDatabases) ? logicalDatabases[purpose] : undefined;
  return { ...keyspace, db: typeof configured === "number" ? configured : DEFAULT_DATABASES[purpose] };
}
