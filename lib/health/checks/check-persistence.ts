import { type Check, figureAbove, finding, gradeAbove, type Limits, nameOf, writeLimits } from "#lib/health/check.ts";
import type { HealthCheck } from "#lib/health/schema.ts";
import { writeCount, writeSeconds } from "#lib/health/write-figure.ts";
import type { InstanceFigures, ObservedInstance } from "#lib/topology/schema.ts";
import { judgedSaveAge } from "./judged-save-age.ts";

export const checkPersistence: Check = ({ instances }, { thresholds }) =>
  instances.flatMap((instance) => {
    const { figures } = instance;
    if (figures === null || figures.persistence.isLoading) return [];
    const { persistence } = figures;
    const aof = persistence.isAofEnabled ? [checkAof(instance, persistence)] : [];
    return [
      checkLastSave(instance, persistence),
      ...checkSaveAge(instance, persistence, thresholds.saveAgeSeconds),
      ...aof,
      ...checkFork(instance, persistence, thresholds.forkMs),
    ];
  });

type Persistence = InstanceFigures["persistence"];

function checkLastSave(instance: ObservedInstance, { isLastSaveOk }: Persistence): HealthCheck {
  return finding({
    id: "last-save",
    instance: instance.address,
    state: isLastSaveOk === null ? "unknown" : isLastSaveOk ? "ok" : "critical",
    value: isLastSaveOk === null ? "not told" : isLastSaveOk ? "ok" : "failed",
    headline:
      isLastSaveOk === null
        ? `${nameOf(instance)} does not tell whether its last save ended well`
        : `the last save of ${nameOf(instance)} failed`,
    meaning: isLastSaveOk
      ? "The last background save ended well."
      : isLastSaveOk === null
        ? "Its INFO has no rdb_last_bgsave_status."
        : "Its file on the disk is older than its data; with stop-writes-on-bgsave-error it also refuses writes.",
  });
}

function checkSaveAge(instance: ObservedInstance, { changesSinceSave }: Persistence, limits: Limits): HealthCheck[] {
  const ageSeconds = judgedSaveAge(instance);
  if (ageSeconds === null) return [];
  const isDue = changesSinceSave > 0;
  return [
    finding({
      id: "save-age",
      instance: instance.address,
      state: isDue ? gradeAbove(ageSeconds, limits) : "ok",
      value: writeSeconds(ageSeconds),
      threshold: `${writeLimits("from", limits, writeSeconds)}, while there are changes to save`,
      headline: `${nameOf(instance)} has not saved for ${writeSeconds(ageSeconds)}`,
      meaning: `A crash now would lose ${writeCount(changesSinceSave, "change")} on this instance.`,
      // Without changes to save there is no limit to its age.
      figures: [figureAbove("save_age_seconds", ageSeconds, isDue ? limits : {})],
    }),
  ];
}

function checkAof(instance: ObservedInstance, persistence: Persistence): HealthCheck {
  const { isLastAofWriteOk, isLastAofRewriteOk } = persistence;
  const isWriteWrong = isLastAofWriteOk === false;
  const isRewriteWrong = isLastAofRewriteOk === false;
  return finding({
    id: "aof",
    instance: instance.address,
    state: isWriteWrong ? "critical" : isRewriteWrong ? "warning" : "ok",
    value: isWriteWrong ? "last write failed" : isRewriteWrong ? "last rewrite failed" : "ok",
    headline: isWriteWrong
      ? `${nameOf(instance)} cannot write its append-only file`
      : `the last rewrite of the append-only file of ${nameOf(instance)} failed`,
    meaning: isWriteWrong
      ? "It refuses writes until the file can be written again."
      : isRewriteWrong
        ? "The file grows until a rewrite succeeds."
        : "Each write is also in the file.",
  });
}

function checkFork(instance: ObservedInstance, { lastForkMs }: Persistence, limits: Limits): HealthCheck[] {
  if (lastForkMs === null || lastForkMs === 0) return [];
  const write = (ms: number) => writeSeconds(ms / 1000);
  return [
    finding({
      id: "fork",
      instance: instance.address,
      state: gradeAbove(lastForkMs, limits),
      value: write(lastForkMs),
      threshold: writeLimits("from", limits, write),
      headline: `${nameOf(instance)} stood still for ${write(lastForkMs)} to begin a save`,
      meaning: "While it forks for a save or a synchronisation, it answers nobody.",
      figures: [figureAbove("fork_ms", lastForkMs, limits)],
    }),
  ];
}
