import { DomainError } from "#lib/errors.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { SealedAction } from "./action-plan.ts";
import { type Circumstances, readCircumstances } from "./circumstances.ts";
import { refusalsFor } from "./guards.ts";
import { addressOf, managedNamed } from "./managed-instance.ts";
import { roleOf } from "./plan-action.ts";

/** Looks once more: what was planned may have become something else since. */
export async function assertStillAllowed(
  connections: DeploymentConnections,
  { instance: name, action, role }: Pick<SealedAction, "instance" | "action" | "role">,
): Promise<Circumstances> {
  const instance = managedNamed(connections, name);
  const circumstances = await readCircumstances(connections, instance);
  const where = addressOf(instance);
  const [first] = refusalsFor(circumstances, action);
  if (first !== undefined) throw new DomainError("CONFLICT", first.message, { where, advice: first.instead });
  const now = roleOf(circumstances);
  if (action !== "start" && role !== null && now !== null && now !== role) {
    throw new DomainError("CONFLICT", `${name} was a ${role} when the plan was made, and is a ${now} now.`, {
      where,
      advice: "Nothing was done. Make the plan again.",
    });
  }
  return circumstances;
}
