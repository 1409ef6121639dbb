import type { SentinelLook } from "./look-at-sentinel.ts";

/** What the sentinels say by their own rule: the highest configuration epoch wins, among equals what most say. */
export function electMaster(looks: readonly SentinelLook[]): string | undefined {
  const masters = looks.flatMap(({ master }) => master ?? []);
  const epoch = Math.max(...masters.map(({ configEpoch }) => configEpoch ?? 0));
  const votes = new Map<string, number>();
  for (const { address, configEpoch } of masters) {
    if (address !== undefined && (configEpoch ?? 0) === epoch) votes.set(address, (votes.get(address) ?? 0) + 1);
  }
  return [...votes].sort(([, one], [, other]) => other - one)[0]?.[0];
}
