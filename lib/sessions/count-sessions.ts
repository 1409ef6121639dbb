import type { OperationContext } from "#lib/context.ts";
import { defineOperation } from "#lib/operation.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { countKeys } from "./count-keys.ts";
import { CountSessionsInput, type SessionCount } from "./schema.ts";
import { sessionKeyspaces } from "./session-keyspace.ts";

const FRESH_MS = 30_000;
/** Long enough for several million keys; after that the count says that it is not complete. */
const WITHIN_MS = 20_000;

interface Remembered {
  count: Promise<SessionCount>;
  until: number;
}

/** However many people look, one count of a deployment runs at a time, and is good for half a minute. */
const remembered = new WeakMap<DeploymentConnections, Remembered>();

export const countSessions = defineOperation({
  name: "session.count",
  summary: "count sessions",
  kind: "read",
  roles: ["support", "sre"],
  input: CountSessionsInput,
  run(ctx, { deployment }): Promise<SessionCount> {
    const connections = ctx.services.deployments.get(deployment);
    const known = remembered.get(connections);
    if (known !== undefined && known.until > ctx.services.now()) return known.count;
    const count = countAll(ctx, connections);
    remembered.set(connections, { count, until: ctx.services.now() + FRESH_MS });
    count.catch(() => remembered.delete(connections));
    return count;
  },
});

async function countAll({ services }: OperationContext, connections: DeploymentConnections): Promise<SessionCount> {
  const deadline = performance.now() + WITHIN_MS;
  let count = 0;
  for (const keyspace of sessionKeyspaces(connections.config)) {
    const counted = await countKeys(connections, keyspace, () => performance.now() > deadline);
    count += counted.count;
    if (!counted.isComplete) return { count, isComplete: false, at: services.now() };
  }
  return { count, isComplete: true, at: services.now() };
}
