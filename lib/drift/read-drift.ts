import { findEnvironment } from "#lib/environments/preview-for.ts";
import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import { PreviewInput } from "#lib/preview/schema.ts";
import type { Services } from "#lib/services.ts";
import { pollerFor } from "#lib/topology/start-pollers.ts";
import { redisDrift } from "./redis-drift.ts";
import type { DriftReport } from "./schema.ts";
import { sentinelDrift } from "./sentinel-drift.ts";

const SNAPSHOT_WITHIN_MS = 2_500;

/** Every instance against the file that was asked for. */
export async function driftOf(
  services: Services,
  signal: AbortSignal,
  { deployment, ...asked }: PreviewInput,
): Promise<DriftReport> {
  const connections = services.deployments.get(deployment);
  const environment = findEnvironment(connections.config, asked.environment);
  const within = AbortSignal.any([signal, AbortSignal.timeout(SNAPSHOT_WITHIN_MS)]);
  const topology = await pollerFor(connections.name).current(within);
  if (topology === undefined) throw new DomainError("TIMEOUT", `The first look at ${deployment} has not ended yet.`);
  const question = { connections, environment, asked, topology, makeTag: services.seal.tag, now: services.now() };
  return asked.template === "sentinel" ? sentinelDrift(question) : redisDrift(question);
}

/** Compares running instances with the file; secrets are compared here and only the word about them leaves. */
export const readDrift = defineOperation({
  name: "config.drift",
  summary: "compare configuration files with running instances",
  kind: "read",
  roles: ["engineer", "sre"],
  input: PreviewInput,
  run: ({ services, signal }, input): Promise<DriftReport> => driftOf(services, signal, input),
});
