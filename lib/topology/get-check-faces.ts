import { z } from "zod";
import { Address } from "#lib/config/deployment-schema.ts";
import { DomainError } from "#lib/errors.ts";
import { CHECK_CATALOGUE, type CheckId } from "#lib/health/catalogue.ts";
import { checkJson } from "#lib/health/check-json.ts";
import { nagiosLine } from "#lib/health/nagios-line.ts";
import type { CheckFaces, HealthCheck } from "#lib/health/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { pollerFor } from "./start-pollers.ts";

const FIRST_WITHIN_MS = 2_500;
// The catalogue's own keys, of which there are some.
const CHECK_IDS = Object.keys(CHECK_CATALOGUE) as [CheckId, ...CheckId[]];

/** One check of the newest look as the command line writes it. */
export const getCheckFaces = defineOperation({
  name: "health.faces",
  summary: "see a check as Nagios and JSON have it",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string(), check: z.enum(CHECK_IDS), instance: Address.optional() }),
  async run({ services, signal }, { deployment, check: id, instance = null }): Promise<CheckFaces> {
    const { name } = services.deployments.get(deployment);
    const topology = await pollerFor(name).current(AbortSignal.any([signal, AbortSignal.timeout(FIRST_WITHIN_MS)]));
    const check = topology?.health.checks.find((one) => one.id === id && one.instance === instance);
    if (check === undefined) {
      throw new DomainError("NOT_FOUND", "The check does not apply now, so there is nothing to write.");
    }
    return facesOf(name, check);
  },
});

export function facesOf(deployment: string, check: HealthCheck): CheckFaces {
  const { state, label, value } = check;
  const sentence = check.headline === "" ? `${label}: ${value}.` : `${check.headline}.`;
  return {
    nagios: nagiosLine({ state, sentence, checks: [check] }),
    json: JSON.stringify(checkJson(check), null, 2),
    command: `node redis-health.mjs --deployment ${deployment} --config console.config.yaml --output-format nagios`,
  };
}
