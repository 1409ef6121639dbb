import { isDomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { DeploymentConnections } from "#lib/redis/deployment-connections.ts";
import type { InstanceSetup } from "./schema.ts";

const AGAIN_AFTER_MS = 60_000;

export type OnDirectives = (instance: string, directives: ReadonlyMap<string, string>) => void;

/** Remembers of each instance what its configuration says, and asks again now and then. */
export interface Setups {
  of(address: string): InstanceSetup | null;
  /** Asks unless that was done lately. */
  refresh(address: string): void;
}

export function createSetups(
  { config, instanceConfig }: Pick<DeploymentConnections, "config" | "instanceConfig">,
  now: () => number,
  onDirectives?: OnDirectives,
): Setups {
  const known = new Map<string, { at: number; setup: InstanceSetup | null }>();

  async function ask(address: string): Promise<InstanceSetup | null> {
    try {
      const directives = await instanceConfig(address);
      if (directives === undefined) return null;
      onDirectives?.(address, directives);
      return toSetup(directives);
    } catch (thrown) {
      // What it may not know it does not judge; only what nobody expected belongs in the log.
      if (!isDomainError(thrown)) log.error("reading a configuration met a fault", { address, thrown });
      return null;
    }
  }

  return {
    of: (address) => known.get(address)?.setup ?? null,
    refresh(address) {
      if (config.users.configReader === undefined) return;
      const before = known.get(address);
      if (before !== undefined && now() - before.at < AGAIN_AFTER_MS) return;
      known.set(address, { at: now(), setup: before?.setup ?? null });
      void ask(address).then((setup) => known.set(address, { at: now(), setup }));
    },
  };
}

function toSetup(directives: ReadonlyMap<string, string>): InstanceSetup | null {
  const [save, appendonly, masterauth] = ["save", "appendonly", "masterauth"].map((name) => directives.get(name));
  if (save === undefined || appendonly === undefined) return null;
  // Valkey's word for it is primaryauth.
  const auth = masterauth ?? directives.get("primaryauth") ?? "";
  const minReplicas = directives.get("min-replicas-to-write") ?? "";
  return {
    hasSavePoints: save !== "",
    isAofOn: appendonly === "yes",
    hasMasterAuth: auth !== "",
    minReplicas: /^\d{1,9}$/.test(minReplicas) ? Number(minReplicas) : null,
  };
}
