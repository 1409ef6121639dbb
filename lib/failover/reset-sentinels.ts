import { DomainError } from "#lib/errors.ts";
import type { StartedJob } from "#lib/jobs/schema.ts";
import { defineOperation } from "#lib/operation.ts";
import { assertMayForget } from "./assert-may-forget.ts";
import { assertTyped } from "./assert-typed.ts";
import { startDisruptive } from "./disruptive-job.ts";
import { RESET_WHAT, resetSentinelsJob } from "./reset-job.ts";
import { ResetSentinelsInput } from "./schema.ts";
import { takeStock } from "./take-stock.ts";

/** Makes Sentinels forget replicas and Sentinels that are gone for good, one at a time. */
export const resetSentinels = defineOperation({
  name: "sentinel.reset",
  summary: "reset Sentinels",
  kind: "change",
  roles: ["sre"],
  stepUp: true,
  input: ResetSentinelsInput,
  target: ({ deployment, sentinel }) => ({ deployment, shown: sentinel ?? "all Sentinels" }),
  async run(ctx, { deployment, sentinel, typed }): Promise<StartedJob> {
    const connections = ctx.services.deployments.get(deployment);
    const { config } = connections;
    if (config.environment.production) assertTyped(typed, deployment);
    const all = config.kind === "sentinel" ? config.sentinels : [];
    const wanted = sentinel === null ? [...all] : all.filter((address) => address === sentinel);
    if (wanted.length === 0) {
      throw new DomainError("NOT_FOUND", "The deployment has no such Sentinel in its configuration.");
    }
    assertMayForget(await takeStock(connections));
    const title = sentinel === null ? `Reset ${wanted.length} Sentinels, one at a time` : `Reset Sentinel ${sentinel}`;
    return startDisruptive(ctx, resetSentinelsJob, {
      deployment,
      title,
      what: RESET_WHAT,
      input: { sentinels: wanted },
    });
  },
});
