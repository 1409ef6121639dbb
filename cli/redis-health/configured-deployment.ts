import { loadConfig } from "#lib/config/load-config.ts";
import { nearestName } from "#lib/config/nearest-name.ts";
import { readSecret } from "#lib/config/read-secret.ts";
import { environment } from "#lib/env.ts";
import { flagProblem } from "./flag-problem.ts";
import { FLAGS, type FlagName, isFlagName } from "./flags.ts";
import type { GivenFlags } from "./parse-flags.ts";

/** Flags that go with a deployment of the configuration file; everything else is written there. */
const ALLOWED: readonly FlagName[] = [
  "deployment",
  "config",
  "output-format",
  "warning",
  "critical",
  "timeout",
  "interval",
];

/** The users that a look needs; nobody else's secrets have to be on this host. */
const NEEDED_USERS: readonly (readonly string[])[] = [["users", "reader"], ["users", "configReader"], ["sentinelUser"]];

export function configuredDeployment(flags: GivenFlags) {
  const name = flags.get("deployment")?.[0] ?? "";
  const stray = Object.keys(FLAGS).find((flag) => isFlagName(flag) && flags.has(flag) && !ALLOWED.includes(flag));
  if (stray !== undefined) {
    throw flagProblem(`--${stray}`, "is given beside --deployment", "leave it out: the configuration file says it");
  }
  const needed = NEEDED_USERS.map((path) => ["deployments", name, ...path].join("."));
  const { deployments } = loadConfig(flags.get("config")?.[0] ?? environment().CONSOLE_CONFIG, {
    isUsersFileNeeded: false,
    isSecretNeeded: (path) => needed.some((place) => `${path.join(".")}.`.startsWith(`${place}.`)),
  });
  const config = Object.hasOwn(deployments, name) ? deployments[name] : undefined;
  if (config !== undefined) return { name, config, readSecret };
  const names = Object.keys(deployments);
  const nearest = nearestName(name, names);
  const right = nearest === undefined ? `there is ${names.join(", ")}` : `did you mean ${nearest}?`;
  throw flagProblem("--deployment", "is no deployment of the configuration file", right);
}
