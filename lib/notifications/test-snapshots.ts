import type { NotificationTarget } from "#lib/config/notification-schema.ts";
import { ConsoleConfig } from "#lib/config/schema.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { Topology } from "#lib/topology/schema.ts";

export const MASTER = "10.0.0.1:6379";

/** One instance that answers, and the checks that a test gives. */
export function snapshotAt(
  at: number,
  checks: Partial<HealthCheck>[],
  silence: Topology["instances"][number]["silence"] = null,
): Topology {
  return Topology.parse({
    deployment: "shop",
    kind: "standalone",
    masterName: null,
    at,
    health: { state: "ok", sentence: "", checks: checks.map((check) => ({ ...CHECK, ...check })) },
    masterAddress: MASTER,
    isFailoverUnderWay: false,
    forecast: null,
    instances: [
      {
        address: MASTER,
        role: "master",
        state: "ok",
        flags: [],
        pingMs: 1,
        figures: null,
        figuresAt: at,
        isOpenToAnybody: null,
        setup: null,
        silence,
      },
    ],
    sentinels: [],
  });
}

const CHECK: HealthCheck = {
  id: "memory",
  label: "Memory against maxmemory",
  state: "ok",
  instance: MASTER,
  headline: "master 10.0.0.1:6379 uses 97 % of its memory",
  value: "97 %",
  threshold: "warning from 80 %, critical from 95 %",
  meaning: "",
  advice: "Raise maxmemory.",
  figures: [],
};

export function configWith(targets: (Partial<NotificationTarget> & Pick<NotificationTarget, "url">)[]): ConsoleConfig {
  return ConsoleConfig.parse({
    console: { address: "https://console.example" },
    deployments: {
      shop: {
        kind: "standalone",
        label: "Shop",
        environment: { name: "production", colour: "red", production: true },
        address: MASTER,
        users: { reader: {} },
      },
    },
    notifications: targets.map((target) => ({ name: "on-call", kind: "webhook", ...target })),
  });
}
