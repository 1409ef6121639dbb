import { type Check, finding, nameOf } from "#lib/health/check.ts";
import type { HealthCheck, HealthState } from "#lib/health/schema.ts";
import type { InstanceFigures, Observation } from "#lib/topology/schema.ts";

/** First releases of each series without CVE-2025-49844 (Lua, remote code execution); Redis' security notice of October 2025. */
const FIXED_IN: Record<string, number> = { "6.2": 20, "7.2": 11, "7.4": 6, "8.0": 4, "8.2": 2 };
/** The same of Valkey, whose numbers part from Redis' after 7.2. */
const FIXED_IN_VALKEY: Record<string, number> = { "7.2": 11, "8.0": 6, "8.1": 4 };
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
  const builds = instances.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  if (builds.length === 0) return [];
  const judged = [...new Map(builds.map((build) => [nameOfBuild(build), build]))]
    .map(([name, build]) => ({ name, build, state: judgeBuild(build) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const old = judged.find(({ state }) => state === "warning");
  const unclear = judged.find(({ state }) => state === "unknown");
  const worst = old ?? unclear;
  return [
    finding({
      id: "server-build",
      state: worst?.state ?? "ok",
      value: judged.map(({ name }) => name.replace(/^Redis /, "")).join(", "),
      headline:
        old === undefined
          ? `the version ${worst?.build.version} does not tell whether security fixes are in it`
          : `${old.name} lacks security fixes`,
      meaning:
        old !== undefined
          ? "Among them is CVE-2025-49844: whoever may run Lua scripts can take over the server."
          : unclear !== undefined
            ? "Distributions mend such a series without another version, so INFO cannot tell."
            : "No release with CVE-2025-49844 runs.",
      advice:
        old === undefined
          ? "On each host look at apt policy redis-server; Debian 12 has the fixes in 5:7.0.15-1~deb12u10."
          : `Update to ${nextFix(old.build)} or later.`,
    }),
  ];
}

type Build = Pick<InstanceFigures, "isValkey" | "version">;

function nameOfBuild({ isValkey, version }: Build): string {
  return `${isValkey ? "Valkey" : "Redis"} ${version}`;
}

function judgeBuild({ isValkey, version }: Build): HealthState {
  const [, major = "", minor = "", patch = "0"] = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,6}))?/.exec(version) ?? [];
  if (major === "") return "unknown";
  const series = `${major}.${minor}`;
  const fixed = (isValkey ? FIXED_IN_VALKEY : FIXED_IN)[series];
  if (fixed !== undefined) return Number(patch) >= fixed ? "ok" : "warning";
  if (!isValkey && MENDED_BY_DISTRIBUTIONS.includes(series)) return "unknown";
  const isLater = Number(major) > 8 || (Number(major) === 8 && Number(minor) > (isValkey ? 1 : 2));
  return isLater ? "ok" : "warning";
}

function nextFix({ isValkey, version }: Build): string {
  const series = version.split(".").slice(0, 2).join(".");
  const fixed = (isValkey ? FIXED_IN_VALKEY : FIXED_IN)[series];
  return fixed === undefined ? "a series that is still maintained" : `${series}.${fixed}`;
}
