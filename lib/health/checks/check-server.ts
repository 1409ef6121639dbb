import { type Check, finding, nameOf } from "#lib/health/check.ts";
import type { HealthCheck, HealthState } from "#lib/health/schema.ts";
import type { Observation } from "#lib/topology/schema.ts";

/** First releases of each series without CVE-2025-49844 (Lua, remote code execution); Redis' security notice of October 2025. */
const FIXED_IN: Record<string, number> = { "6.2": 20, "7.2": 11, "7.4": 6, "8.0": 4, "8.2": 2 };
/** The project itself no longer mends these, but distributions do, without changing the version. */
const MENDED_BY_DISTRIBUTIONS = ["6.0", "7.0"];

export const checkServer: Check = (seen) => [...checkOpenness(seen), ...checkBuilds(seen)];

function checkOpenness({ instances }: Observation): HealthCheck[] {
  return instances.flatMap((instance) =>
    instance.isOpenToAnybody === null || instance.figures === null
      ? []
      : [
          finding({
            id: "default-user",
            instance: instance.address,
            state: instance.isOpenToAnybody ? "critical" : "ok",
            value: instance.isOpenToAnybody ? "no password" : "yes",
            headline: `${nameOf(instance)} lets anybody in without a password`,
            meaning: instance.isOpenToAnybody
              ? "Whoever reaches its port can read and delete everything in it."
              : "A connection that does not sign in is refused.",
          }),
        ],
  );
}

/** One check for all instances: they are usually updated together. */
function checkBuilds({ instances }: Observation): HealthCheck[] {
  const versions = [...new Set(instances.flatMap(({ figures }) => figures?.version ?? []))].sort();
  if (versions.length === 0) return [];
  const judged = versions.map((version) => ({ version, state: judgeVersion(version) }));
  const old = judged.find(({ state }) => state === "warning");
  const unclear = judged.find(({ state }) => state === "unknown");
  const worst = old ?? unclear;
  return [
    finding({
      id: "server-build",
      state: worst?.state ?? "ok",
      value: versions.join(", "),
      headline:
        old === undefined
          ? `the version ${worst?.version} does not tell whether security fixes are in it`
          : `Redis ${old.version} lacks security fixes`,
      meaning:
        old !== undefined
          ? "Among them is CVE-2025-49844: whoever may run Lua scripts can take over the server."
          : unclear !== undefined
            ? "This series is mended by distributions, which keep the version as it is, so INFO cannot tell."
            : "No release with CVE-2025-49844 runs.",
      advice:
        old === undefined
          ? "On each host look at apt policy redis-server; Debian 12 has the fixes in 5:7.0.15-1~deb12u10."
          : `Update to ${nextFix(old.version)} or later.`,
    }),
  ];
}

function judgeVersion(version: string): HealthState {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  const series = `${major}.${minor}`;
  const fixed = FIXED_IN[series];
  if (fixed !== undefined) return patch >= fixed ? "ok" : "warning";
  if (MENDED_BY_DISTRIBUTIONS.includes(series)) return "unknown";
  return major > 8 || (major === 8 && minor > 2) ? "ok" : "warning";
}

function nextFix(version: string): string {
  const series = version.split(".").slice(0, 2).join(".");
  return FIXED_IN[series] === undefined ? "a series that is still maintained" : `${series}.${FIXED_IN[series]}`;
}
