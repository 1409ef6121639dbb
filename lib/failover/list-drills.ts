import { defineOperation } from "#lib/operation.ts";
import { listRuns } from "./failover-runs.ts";
import { type DrillList, DrillReport, ListDrillsInput } from "./schema.ts";

const MOST_LISTED = 50;

/** The last drills of a deployment, the newest first, to be compared. */
export const listDrills = defineOperation({
  name: "failover.drills",
  summary: "see failover drills",
  kind: "read",
  roles: ["sre"],
  input: ListDrillsInput,
  async run({ services: { store, deployments } }, { deployment }): Promise<DrillList> {
    const { name } = deployments.get(deployment);
    const runs = (await listRuns(store, name, MOST_LISTED)).filter(({ mode }) => mode === "drill");
    return {
      drills: runs.flatMap(({ id, at, user_name: userName, report }) => {
        const parsed = DrillReport.safeParse(JSON.parse(report));
        return parsed.success ? [{ id, at, userName, report: parsed.data }] : [];
      }),
    };
  },
});
