import type { CheckId } from "#lib/health/catalogue.ts";
import type { AlertRule } from "./alert-rule.ts";
import { DATA_ALERTS } from "./data-alerts.ts";
import { DEPLOYMENT_ALERTS } from "./deployment-alerts.ts";
import { INSTANCE_ALERTS } from "./instance-alerts.ts";
import { MEMORY_ALERTS } from "./memory-alerts.ts";
import { SENTINEL_ALERTS } from "./sentinel-alerts.ts";

/** What each check is as alert rules: a check without any does not compile. */
export const ALERT_RULES: Readonly<Record<CheckId, readonly AlertRule[]>> = {
  ...DEPLOYMENT_ALERTS,
  ...SENTINEL_ALERTS,
  ...INSTANCE_ALERTS,
  ...DATA_ALERTS,
  ...MEMORY_ALERTS,
} satisfies Record<CheckId, readonly AlertRule[]>;

/** So old is no snapshot of a console that still looks. */
const STALE_SECONDS = 60;

/** When the console itself is what is wrong, no other rule can fire. */
export const CONSOLE_ALERTS: readonly AlertRule[] = [
  {
    alert: "RedisConsoleSilent",
    severity: "critical",
    for: "2m",
    summary: "Prometheus has no figures from the console.",
    expr: ({ of }) => `absent(${of("redis_console_poller_age_seconds")})`,
  },
  {
    alert: "RedisConsoleStale",
    severity: "critical",
    for: "1m",
    summary: "The console has not looked at {{ $labels.deployment }} for {{ $value | humanizeDuration }}.",
    expr: ({ of }) => `${of("redis_console_poller_age_seconds")} > ${STALE_SECONDS}`,
  },
];
