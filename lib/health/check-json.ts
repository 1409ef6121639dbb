import type { HealthCheck, HealthState } from "./schema.ts";

export type Status = "OK" | "WARNING" | "CRITICAL" | "UNKNOWN";

export const STATUS = {
  ok: "OK",
  warning: "WARNING",
  critical: "CRITICAL",
  unknown: "UNKNOWN",
} as const satisfies Record<HealthState, Status>;

/** A check as redis-health writes it; docs/redis-health.md says what each key means. Its words are for what is wrong. */
export function checkJson({ state, headline, meaning, figures, ...check }: HealthCheck) {
  const { id, label, instance, value, threshold, advice } = check;
  const words = state === "ok" ? { headline: null, meaning: null } : { headline, meaning };
  return {
    id,
    label,
    state: STATUS[state],
    instance,
    value,
    threshold,
    ...words,
    advice,
    figures: figures.map(({ isBelow, ...figure }) => ({ ...figure, is_below: isBelow })),
  };
}
