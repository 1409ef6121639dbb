import type { SentinelLook } from "./look-at-sentinel.ts";

/**
 * What the sentinels say by their own rule: the highest configuration epoch wins, among equals what most say. One that
 * names an instance which itself says that it is a replica lies or is late, as long as another names a real master.
 */
export function electMaster(
  looks: readonly SentinelLook[],
  roleOf: (address: string) => "master" | "replica" | undefined = () => undefined,
): string | undefined {
  const named = looks.flatMap(({ master }) =>
    master?.address === undefined ? [] : [{ address: master.address, epoch: master.configEpoch ?? 0 }],
  );
  const real = named.filter(({ address }) => roleOf(address) === "master");
  const believed = real.length > 0 ? named.filter(({ address }) => roleOf(address) !== "replica") : named;
  const epoch = Math.max(...believed.map((one) => one.epoch));
  const votes = new Map<string, number>();
  for (const one of believed) {
    if (one.epoch === epoch) votes.set(one.address, (votes.get(one.address) ?? 0) + 1);
  }
  return [...votes].sort(([, one], [, other]) => other - one)[0]?.[0];
}
