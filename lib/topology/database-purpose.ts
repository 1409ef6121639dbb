import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";

const PURPOSES = { sessions: "sessions", cache: "cache", pubsub: "pub/sub", rateLimits: "rate limits" } as const;

/** What the configuration says a logical database is for. */
export function databasePurpose(db: number, databases: DeploymentConfig["logicalDatabases"]): string | null {
  const names = Object.entries(PURPOSES).flatMap(([key, name]) =>
    Object.entries(databases).some(([purpose, number]) => purpose === key && number === db) ? [name] : [],
  );
  return names.length === 0 ? null : names.join(", ");
}
