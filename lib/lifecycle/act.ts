import { randomUUID } from "node:crypto";
import type { OperationContext } from "#lib/context.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { startJob } from "#lib/jobs/start-job.ts";
import { defineOperation } from "#lib/operation.ts";
import type { Services } from "#lib/services.ts";
import { lifecycleJobs } from "./action-job.ts";
import { openAction, readAction } from "./action-plan.ts";
import { assertStillAllowed } from "./assert-still-allowed.ts";
import { DISRUPTION, type Hold, letGo, takeHold } from "./holds.ts";
import { managedNamed } from "./managed-instance.ts";
import { ACTION_PARTICIPLES } from "./run-on-instance.ts";
import { ActInput, type LifecycleAction } from "./schema.ts";

export const startInstance = defineOperation({
  name: "lifecycle.start",
  summary: "start an instance",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: ActInput,
  target: (input, services) => targetOf(input, services, "start"),
  run: (ctx, input) => begin(ctx, input, "start"),
});

export const stopInstance = defineOperation({
  name: "lifecycle.stop",
  summary: "stop an instance",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: ActInput,
  target: (input, services) => targetOf(input, services, "stop"),
  run: (ctx, input) => begin(ctx, input, "stop"),
});

export const restartInstance = defineOperation({
  name: "lifecycle.restart",
  summary: "restart an instance",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: ActInput,
  target: (input, services) => targetOf(input, services, "restart"),
  run: (ctx, input) => begin(ctx, input, "restart"),
});

function targetOf({ deployment, plan }: ActInput, services: Services, action: LifecycleAction) {
  const { instance, role } = readAction(services, { deployment, plan, action });
  return { deployment, shown: `${instance}${role === null ? "" : `, a ${role}`}` };
}

/** Nobody else may begin on the same instance, or take another one down, from here until the job has ended. */
async function begin(ctx: OperationContext, input: ActInput, action: LifecycleAction): Promise<StartedJob> {
  const { services, actor } = ctx;
  const { deployment, plan, typed } = input;
  const planned = openAction(services, { deployment, plan, action }, { userId: actor.userId, typed });
  const connections = services.deployments.get(deployment);
  const { name } = managedNamed(connections, planned.instance);
  const holder = randomUUID();
  const what = `${name} is being ${ACTION_PARTICIPLES[action]}`;
  const holds = subjectsOf(action, name).map((subject) => ({ deployment, subject, what, who: actor.name, holder }));
  const taken: Hold[] = [];
  try {
    for (const hold of holds) {
      await takeHold(services, hold);
      taken.push(hold);
    }
    await assertStillAllowed(connections, planned);
    const title = `${WORDS[action]} ${name}`;
    return await startJob(ctx, lifecycleJobs[action], { deployment, title, input: { ...planned, holder } });
  } catch (thrown) {
    for (const hold of taken) await letGo(services, hold);
    throw thrown;
  }
}

const WORDS = { start: "Start", stop: "Stop", restart: "Restart" } as const;

function subjectsOf(action: LifecycleAction, name: string): string[] {
  return action === "start" ? [name] : [DISRUPTION, name];
}
