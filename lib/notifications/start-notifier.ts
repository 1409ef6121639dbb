import { log } from "#lib/log.ts";
import type { Services } from "#lib/services.ts";
import type { Topology } from "#lib/topology/schema.ts";
import { forgetAnnounced } from "./announced-states.ts";
import { startDelivery } from "./deliver-notices.ts";
import { forgetSent } from "./outbox.ts";
import { createChangeTeller } from "./tell-changes.ts";

const TIDY_EVERY_MS = 3_600_000;

export interface Notifier {
  /** Reads a deployment's snapshots at its own pace until they end; never rejects. */
  follow(deployment: string, snapshots: AsyncIterable<Topology>): Promise<void>;
  close(): Promise<void>;
}

/** Tells the configured targets of what changes; with none of them it does nothing. */
export function startNotifier({ config, store, now }: Pick<Services, "config" | "store" | "now">): Notifier {
  const deliveries = new Map(
    config.notifications.map((target) => [target.name, startDelivery({ store, target, now })] as const),
  );
  let tidiedAt = 0;

  async function tidy(): Promise<void> {
    if (now() - tidiedAt < TIDY_EVERY_MS) return;
    tidiedAt = now();
    await forgetAnnounced(store, now());
    await forgetSent(store, now());
  }

  return {
    async follow(deployment, snapshots) {
      if (deliveries.size === 0) return;
      const onQueued = (targets: readonly string[]) => {
        for (const name of targets) deliveries.get(name)?.wake();
      };
      const teller = createChangeTeller({ config, store, deployment, onQueued });
      let isFailing = false;
      for await (const snapshot of snapshots) {
        try {
          await teller.take(snapshot);
          await tidy();
          isFailing = false;
        } catch (thrown) {
          if (!isFailing) log.error("what to notify of could not be stored", { deployment, thrown });
          isFailing = true;
        }
      }
    },
    async close() {
      await Promise.all([...deliveries.values()].map((delivery) => delivery.close()));
    },
  };
}
