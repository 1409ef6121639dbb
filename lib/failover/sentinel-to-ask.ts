import { DomainError } from "#lib/errors.ts";
import type { Stock } from "./take-stock.ts";

export interface SentinelToAsk {
  readonly sentinel: string;
  readonly masterName: string;
  /** How many are configured. */
  readonly sentinels: number;
}

/** The first that names the master, sees the quorum and would act. */
export function sentinelToAsk({ sentinels, master }: Pick<Stock, "sentinels" | "master">): SentinelToAsk {
  for (const { address, seen } of sentinels) {
    if (seen?.master?.address !== master || seen.isQuorumOk === false || seen.isTilt === true) continue;
    return { sentinel: address, masterName: seen.master.name, sentinels: sentinels.length };
  }
  throw new DomainError("CONFLICT", `No Sentinel that names ${master} would act.`, {
    advice: "Nothing was changed. Look at the Sentinels on the overview.",
  });
}
