import { DomainError } from "#lib/errors.ts";
import { checkRights } from "#lib/failover/check-rights.ts";
import { judgeStock } from "#lib/failover/judge-stock.ts";
import type { PreCheck } from "#lib/failover/schema.ts";
import type { Stock } from "#lib/failover/take-stock.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import { checkManaged, checkSpare } from "./round-stops.ts";
import type { RoundStop } from "./schema.ts";

/** Everything that must be so before the first instance is restarted, each with its numbers. */
export async function checkRound(
  connections: DeploymentConnections,
  stock: Stock,
  stops: readonly RoundStop[],
): Promise<PreCheck[]> {
  return [
    checkManaged(stock, stops),
    checkSpare(stock),
    ...judgeStock(stock, connections.config.thresholds),
    await checkRights(connections, stock.master),
  ];
}

/** What the plan has shown as refused is refused, whoever sends it. */
export function assertMayGoRound(checks: readonly PreCheck[], where: string): void {
  // A fork ends by itself, and the round waits for that before it fails over.
  const refused = checks.filter(({ state, id }) => state === "refused" && id !== "forks");
  if (refused.length === 0) return;
  throw new DomainError("CONFLICT", refused.map(({ words }) => words).join(" "), {
    where,
    advice: "Nothing was restarted. Mend that, then plan anew.",
  });
}
