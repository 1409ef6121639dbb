import type { DeploymentConfig } from "#lib/config/deployment-schema.ts";
import { nearestName } from "#lib/config/nearest-name.ts";
import type { ReadSecret } from "#lib/redis/client-options.ts";
import { adHocConfig } from "./ad-hoc-config.ts";
import { CHECK_TYPES, type CheckType, isCheckType, SECTIONS, type Section } from "./check-types.ts";
import { configuredDeployment } from "./configured-deployment.ts";
import { flagProblem } from "./flag-problem.ts";
import { withLimits } from "./limits.ts";
import type { GivenFlags } from "./parse-flags.ts";
import { readNumber } from "./read-number.ts";

const INTERVAL = { least: 0, most: 60, isWhole: false };
const USUAL_INTERVAL_SECONDS = 1;

/** What is looked at and what is told of it. */
export interface Plan {
  readonly name: string;
  readonly config: DeploymentConfig;
  readonly readSecret: ReadSecret;
  /** null: a deployment of the console's configuration, with all checks. */
  readonly checkType: CheckType | null;
  readonly sections: readonly Section[];
  /** Whether a user or a password for Redis was given; without one, an instance that asks for one is not judged. */
  readonly hasLogin: boolean;
  /** 0: rates are not judged. */
  readonly intervalMs: number;
}

export function makePlan(flags: GivenFlags): Plan {
  const source = flags.has("deployment") ? ofConsole(flags) : ofFlags(flags);
  const isRated = source.sections.includes("info_summary");
  const seconds = readNumber(flags, "interval", INTERVAL) ?? USUAL_INTERVAL_SECONDS;
  return {
    ...source,
    config: { ...source.config, thresholds: withLimits(source.config.thresholds, flags) },
    intervalMs: isRated ? seconds * 1000 : 0,
  };
}

function ofFlags(flags: GivenFlags): Omit<Plan, "intervalMs"> {
  if (flags.has("config")) {
    throw flagProblem(
      "--config",
      "is given without --deployment",
      "name one of its deployments with --deployment NAME",
    );
  }
  const checkType = readCheckType(flags);
  const sections = CHECK_TYPES[checkType];
  return { name: "flags", checkType, sections, ...adHocConfig(flags, checkType) };
}

function ofConsole(flags: GivenFlags): Omit<Plan, "intervalMs"> {
  const { name, config, readSecret } = configuredDeployment(flags);
  const isWithSentinels = config.kind === "sentinel";
  const sections = SECTIONS.filter((section) => isWithSentinels || !section.startsWith("sentinel_"));
  return { name, config, readSecret, checkType: null, sections, hasLogin: true };
}

function readCheckType(flags: GivenFlags): CheckType {
  const text = flags.get("check-type")?.[0] ?? "instance";
  if (isCheckType(text)) return text;
  const names = Object.keys(CHECK_TYPES);
  const nearest = nearestName(text, names);
  const guess = nearest === undefined ? "" : `did you mean ${nearest}? `;
  throw flagProblem("--check-type", "is none of the types", `${guess}give one of ${names.join(", ")}`);
}
