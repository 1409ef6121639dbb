import { startKeyScan } from "#lib/keys/scan-keys.ts";
import { defineOperation } from "#lib/operation.ts";
import { readingSource } from "#lib/redis/reading-source.ts";
import { type CompiledLimiter, limiters } from "./limit-keyspace.ts";
import { readLimits } from "./read-limits.ts";
import { LimitsBoardInput, type RateLimit, type RateLimits } from "./schema.ts";

const KEYS_A_CALL = 500;
const MOST_KEYS = 100_000;
const WITHIN_MS = 3_000;
const SHOWN = 100;

/** Who is blocked now, and who is nearest to it. */
export const limitsBoard = defineOperation({
  name: "limits.board",
  summary: "see who is rate-limited",
  kind: "access",
  roles: ["support", "engineer", "sre"],
  input: LimitsBoardInput,
  target: ({ deployment }) => ({ deployment, shown: "the board of rate limits" }),
  async run({ services, signal }, { deployment }): Promise<RateLimits> {
    const connections = services.deployments.get(deployment);
    const board: RateLimits = { limits: [], looked: 0, isComplete: true, at: services.now(), source: null };
    const until = performance.now() + WITHIN_MS;
    for (const limiter of limiters(connections.config)) {
      const { handle, role } = await readingSource(connections, limiter.config.db, "replica");
      board.source = { address: handle.address, role };
      const scan = await startKeyScan(handle, selectionOf(limiter));
      while (!scan.isDone) {
        if (board.looked >= MOST_KEYS || performance.now() > until || signal.aborted) {
          board.isComplete = false;
          break;
        }
        const { keys } = await scan.next(KEYS_A_CALL);
        board.looked += keys.length;
        board.limits = fullest([...board.limits, ...(await readLimits(handle, limiter, keys))]);
      }
    }
    return board;
  },
});

export function selectionOf(limiter: CompiledLimiter) {
  return { glob: Buffer.from(limiter.template.glob), owns: limiter.owns };
}

/** The blocked first, those that wait longest before the others; then the nearest to their limit. */
function fullest(limits: RateLimit[]): RateLimit[] {
  const share = ({ used, limit }: RateLimit) => (used === null || limit === null ? 0 : used / limit);
  return limits
    .sort(
      (one, other) =>
        Number(other.isBlocked) - Number(one.isBlocked) ||
        (one.isBlocked ? waiting(other) - waiting(one) : share(other) - share(one)),
    )
    .slice(0, SHOWN);
}

function waiting({ resetsInMs }: RateLimit): number {
  return resetsInMs ?? Number.MAX_SAFE_INTEGER;
}
