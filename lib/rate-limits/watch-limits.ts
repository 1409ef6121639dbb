import { defineOperation } from "#lib/operation.ts";
import { followBoard } from "./follow-board.ts";
import { limiters } from "./limit-keyspace.ts";
import { withRefs } from "./limit-ref.ts";
import { type LimitsBoard, WatchLimitsInput } from "./schema.ts";

/** Who is blocked now, and who is nearest to it, anew every few seconds. */
export const watchLimits = defineOperation({
  name: "limits.watch",
  summary: "see who is rate-limited",
  kind: "access",
  roles: ["support", "engineer", "sre"],
  input: WatchLimitsInput,
  target: ({ deployment }) => ({ deployment, shown: "the board of rate limits" }),
  async run({ services, signal }, { deployment }): Promise<AsyncIterable<LimitsBoard>> {
    const connections = services.deployments.get(deployment);
    return withSealedKeys(followBoard(connections, services.now, signal), (limits) =>
      withRefs(services.seal, deployment, limiters(connections.config), limits),
    );
  },
});

async function* withSealedKeys(
  boards: AsyncIterable<LimitsBoard>,
  sealed: (limits: LimitsBoard["limits"]) => LimitsBoard["limits"],
): AsyncGenerator<LimitsBoard> {
  for await (const board of boards) yield { ...board, limits: sealed(board.limits) };
}
