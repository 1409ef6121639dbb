import type { ManagedInstance } from "#lib/config/deployment-schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { actionPlan } from "./action-plan.ts";
import { type Circumstances, readCircumstances } from "./circumstances.ts";
import { describeEffects } from "./describe-effects.ts";
import { isMaster, refusalsFor } from "./guards.ts";
import { addressOf, managedNamed } from "./managed-instance.ts";
import { type ActionPlan, PlanActionInput } from "./schema.ts";

/** Says what an action would meet and do, and whether it would be refused, from what the servers say now. */
export const planAction = defineOperation({
  name: "lifecycle.plan",
  summary: "plan to start, stop or restart an instance",
  kind: "read",
  roles: ["sre"],
  input: PlanActionInput,
  async run({ services, actor }, { deployment, instance: name, action }): Promise<ActionPlan> {
    const connections = services.deployments.get(deployment);
    const instance = managedNamed(connections, name);
    const circumstances = await readCircumstances(connections, instance);
    const role = roleOf(circumstances);
    const { info, persistence, quorum, master } = circumstances;
    const isDown = action !== "start";
    return {
      ...actionPlan.seal(services, { deployment, instance: name, action, role, by: actor.userId }),
      instance: name,
      kind: instance.kind,
      address: addressOf(instance),
      action,
      role,
      state: circumstances.sight.state,
      runsOn: runsOn(instance),
      clients: info?.clients.connected ?? null,
      keys: info === undefined || instance.kind === "sentinel" ? null : keysOf(info.keyspace),
      persistence,
      quorum: quorum === null ? null : quorumAfter(quorum, instance, isDown),
      replicas: master === null ? null : replicasAfter(master, circumstances, isDown),
      effects: describeEffects(circumstances, action),
      refusals: refusalsFor(circumstances, action),
    };
  },
});

export function roleOf(circumstances: Circumstances): ActionPlan["role"] {
  const { target, sight } = circumstances;
  if (target.kind === "sentinel") return "sentinel";
  return isMaster(circumstances) ? "master" : sight.role;
}

export function runsOn({ ssh, host }: ManagedInstance): string {
  return ssh === undefined ? "this machine" : `${ssh.user}@${ssh.host ?? host}, by ssh`;
}

function keysOf(keyspace: readonly { keys: number }[]): number {
  return keyspace.reduce((sum, { keys }) => sum + keys, 0);
}

function quorumAfter(
  { reachable, voters, needed }: NonNullable<Circumstances["quorum"]>,
  instance: ManagedInstance,
  isDown: boolean,
): ActionPlan["quorum"] {
  const isAmong = instance.kind === "sentinel" && reachable.includes(addressOf(instance));
  return { now: reachable.length, after: reachable.length - (isDown && isAmong ? 1 : 0), voters, needed };
}

function replicasAfter(
  { onlineReplicas: now, minReplicasToWrite: asked }: NonNullable<Circumstances["master"]>,
  { info, sight }: Circumstances,
  isDown: boolean,
): ActionPlan["replicas"] {
  const isInSync = sight.role === "replica" && info?.replication.isLinkUp === true;
  return { now, after: now - (isDown && isInSync ? 1 : 0), asked };
}
