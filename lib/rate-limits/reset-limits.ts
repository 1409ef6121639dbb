import { DomainError } from "#lib/errors.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { writeAndWait } from "#lib/redis/write-and-wait.ts";
import { type CompiledLimiter, limiterNamed } from "./limit-keyspace.ts";
import { type ResetLimits, ResetLimitsInput } from "./schema.ts";

const CONFIRM_WITHIN_MS = 1_000;

/** Lets subjects start anew: their counters go, and the keys that block them besides. */
export const resetLimits = defineOperation({
  name: "limits.reset",
  summary: "reset rate limits",
  kind: "change",
  roles: ["support", "sre"],
  input: ResetLimitsInput,
  target: ({ deployment, limits }, { deployments }) => ({
    deployment,
    shown: nameLimits(deployments.get(deployment), limits),
  }),
  count: ({ reset }: ResetLimits) => reset,
  async run({ services }, { deployment, limits }): Promise<ResetLimits> {
    const connections = services.deployments.get(deployment);
    const sum: ResetLimits = { reset: 0, alreadyGone: 0, replicas: { confirmed: 0, connected: 0 } };
    const byKeyspace = Map.groupBy(limits, ({ keyspace }) => keyspace);
    const picked = [...byKeyspace].map(([name, chosen]) => {
      const limiter = limiterNamed(connections.config, name);
      return { limiter, keys: chosen.map(({ key }) => Buffer.from(key, "base64url")) };
    });
    for (const { limiter, keys } of picked) assertOwn(limiter, keys);
    for (const { limiter, keys } of picked) {
      const part = await resetOf(connections, limiter, keys);
      sum.reset += part.reset;
      sum.alreadyGone += part.alreadyGone;
      sum.replicas = part.replicas;
    }
    return sum;
  },
});

function assertOwn(limiter: CompiledLimiter, keys: readonly Buffer[]): void {
  if (keys.every((key) => limiter.owns(key))) return;
  throw new DomainError("FORBIDDEN", `One of the keys is none of ${limiter.config.label}, so nothing was reset.`, {
    advice: "Search again, and pick from what is found.",
  });
}

function resetOf(
  connections: DeploymentConnections,
  limiter: CompiledLimiter,
  keys: readonly Buffer[],
): Promise<ResetLimits> {
  return connections.withExclusiveMaster(limiter.config.db, async (master) => {
    const { connectedReplicas } = master;
    const { replies, confirmedBy } = await master.run("UNLINK", (redis) =>
      writeAndWait(redis, connectedReplicas, CONFIRM_WITHIN_MS, (pipeline) =>
        keys.reduce((all, key) => all.unlink(...limiter.keysOf(key)), pipeline),
      ),
    );
    const reset = replies.filter((count) => typeof count === "number" && count > 0).length;
    return {
      reset,
      alreadyGone: keys.length - reset,
      replicas: { confirmed: confirmedBy, connected: connectedReplicas },
    };
  });
}

function nameLimits(
  { config }: Pick<DeploymentConnections, "config">,
  limits: readonly { keyspace: string; key: string }[],
): string {
  const [first] = limits;
  if (first === undefined) return "rate limits";
  const { subjectOf, config: limiter } = limiterNamed(config, first.keyspace);
  const subject = subjectOf(Buffer.from(first.key, "base64url"));
  const more = limits.length === 1 ? "" : ` and ${limits.length - 1} more`;
  return `${limiter.label}: ${subject}${more}`;
}
