import { type Check, figureAbove, finding, gradeAbove, nameOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeNumber } from "#lib/health/write-figure.ts";
import type { Observation, ObservedInstance } from "#lib/topology/schema.ts";
import { isStaleEntry } from "./is-stale-entry.ts";

/** Each instance answers, has loaded its data, and answers quickly. */
export const checkLiveness: Check = (seen, { thresholds }) =>
  seen.instances.flatMap((instance) => {
    if (isStaleEntry(instance, seen)) return [];
    const { silence, figures, pingMs, address } = instance;
    if (silence !== null) return [notAnswering(instance, seen)];
    if (figures === null) return [];
    const answers = loading(instance, figures.persistence.isLoading);
    if (pingMs === null || figures.persistence.isLoading) return [answers];
    const write = (ms: number) => `${writeNumber(ms)} ms`;
    const state = gradeAbove(pingMs, thresholds.pingMs);
    return [
      answers,
      finding({
        id: "ping",
        instance: address,
        state,
        value: write(pingMs),
        threshold: writeLimits("from", thresholds.pingMs, write),
        headline: `${nameOf(instance)} takes ${write(pingMs)} to answer`,
        meaning: "Every command waits at least that long, measured from the console.",
        figures: [figureAbove("ping_ms", pingMs, thresholds.pingMs)],
      }),
    ];
  });

function notAnswering(instance: ObservedInstance, { at }: Observation): HealthCheck {
  const { silence, figuresAt, address } = instance;
  const forSeconds = figuresAt === null ? undefined : Math.max(0, Math.round((at - figuresAt) / 1000));
  return finding({
    id: "answers",
    instance: address,
    state: "critical",
    value: forSeconds === undefined ? "never seen" : `last seen ${forSeconds} s ago`,
    headline: `${nameOf(instance)} ${reasonFor(silence?.code)}`,
    meaning: silence?.message ?? "",
    ...(silence === null ? {} : { advice: silence.advice }),
  });
}

/** The clause goes after the instance's name, so it leaves out the address. */
function reasonFor(code: string | undefined): string {
  if (code === "REDIS_REPLIED_ERROR") return "refuses the console";
  return code === "TIMEOUT" ? "does not answer in time" : "cannot be reached";
}

function loading(instance: ObservedInstance, isLoading: boolean): HealthCheck {
  return finding({
    id: "answers",
    instance: instance.address,
    state: isLoading ? "warning" : "ok",
    value: isLoading ? "loading" : "yes",
    headline: isLoading ? `${nameOf(instance)} is loading its data` : `${nameOf(instance)} answers`,
    meaning: isLoading ? "It refuses commands until its data is in memory." : "The console reads its figures.",
    advice: "Wait; loading takes as long as reading its file from the disk.",
  });
}
