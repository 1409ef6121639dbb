import { z } from "zod";
import { defineOperation } from "#lib/operation.ts";
import { ROLES } from "#lib/roles.ts";
import { disagreement } from "./disagreement.ts";
import { DISRUPTION, type HeldNow, holdsOf } from "./holds.ts";
import { lookAtProcess } from "./instance-board.ts";
import { addressOf } from "./managed-instance.ts";
import { runsOn } from "./plan-action.ts";
import type { ManagedList } from "./schema.ts";

/** Every managed process: what its script's status says, what the server says, and who works on it. */
export const listManaged = defineOperation({
  name: "lifecycle.list",
  summary: "see the managed instances",
  kind: "read",
  roles: ROLES,
  input: z.strictObject({ deployment: z.string() }),
  async run({ services }, { deployment }): Promise<ManagedList> {
    const connections = services.deployments.get(deployment);
    const [holds, rows] = await Promise.all([
      holdsOf(services, deployment),
      Promise.all(
        connections.config.instances.map(async (instance) => ({
          name: instance.name,
          kind: instance.kind,
          address: addressOf(instance),
          runsOn: runsOn(instance),
          configFile: instance.configFile,
          pidFile: instance.pidFile,
          ...(await lookAtProcess(connections, instance, services.now)),
        })),
      ),
    ]);
    const busyOf = (wanted: string) => withoutSubject(holds.find(({ subject }) => subject === wanted));
    return {
      at: services.now(),
      instances: rows.map((row) => ({
        ...row,
        disagreement: disagreement(row.script, row.server),
        busy: busyOf(row.name),
      })),
      busy: busyOf(DISRUPTION),
    };
  },
});

function withoutSubject(held: HeldNow | undefined): ManagedList["busy"] {
  return held === undefined ? null : { what: held.what, who: held.who, since: held.since };
}
