import { accessSync, constants, statSync } from "node:fs";
import { checkConfiguration } from "./check-configuration.ts";
import type { DeploymentConfig, ManagedInstance } from "./deployment-schema.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";

/** What one deployment's fields say about each other and about the disk. Keyspaces are checked elsewhere. */
export function checkDeployment(deployment: DeploymentConfig, path: ConfigPath): ProblemAt[] {
  const sentinelTls = deployment.kind === "sentinel" ? deployment.sentinelTls : undefined;
  return [
    ...checkTls(deployment.tls, [...path, "tls"]),
    ...checkTls(sentinelTls, [...path, "sentinelTls"]),
    ...checkConfiguration(deployment.configuration, [...path, "configuration"]),
    ...checkThresholds(deployment.thresholds, [...path, "thresholds"]),
    ...checkTwice(
      deployment.instances.map(({ name }) => name),
      [...path, "instances"],
      "name",
    ),
    ...deployment.instances.flatMap(({ ssh }, index) => checkSsh(ssh, [...path, "instances", index, "ssh"])),
    ...(deployment.kind === "sentinel" ? checkTwice(deployment.sentinels, [...path, "sentinels"]) : []),
  ];
}

function checkTls(tls: DeploymentConfig["tls"], path: ConfigPath): ProblemAt[] {
  if (tls === undefined) return [];
  const files = (["ca", "cert", "key"] as const).flatMap((field) => {
    const file = tls[field];
    return file === undefined || isReadable(file)
      ? []
      : [
          {
            path: [...path, field],
            wrong: "the file cannot be read",
            right: "name a PEM file that the console may read",
          },
        ];
  });
  if ((tls.cert === undefined) === (tls.key === undefined)) return files;
  return [...files, { path, wrong: "has only one of cert and key", right: "give both, or neither" }];
}

function checkSsh(ssh: ManagedInstance["ssh"], path: ConfigPath): ProblemAt[] {
  if (ssh === undefined) return [];
  const missing = (["keyFile", "knownHostsFile"] as const)
    .filter((field) => !isReadable(ssh[field]))
    .map((field) => ({
      path: [...path, field],
      wrong: "the file cannot be read",
      right: "name a file that the console may read",
    }));
  if (missing.length > 0 || (statSync(ssh.keyFile).mode & 0o077) === 0) return missing;
  const right = "give it the mode 0600: ssh uses no key that others may read";
  return [{ path: [...path, "keyFile"], wrong: "the private key may be read by others", right }];
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return false;
    throw thrown;
  }
}

/** A low hit rate is the bad end; of everything else, the high one. */
function checkThresholds(thresholds: DeploymentConfig["thresholds"], path: ConfigPath): ProblemAt[] {
  return Object.entries(thresholds).flatMap(([name, { warning, critical }]) => {
    const isLowBad = name === "hitRate";
    if (isLowBad ? critical <= warning : warning <= critical) return [];
    const right = `give a critical value ${isLowBad ? "below" : "above"} the warning`;
    return [{ path: [...path, name], wrong: "critical is reached before warning", right }];
  });
}

function checkTwice(values: readonly string[], path: ConfigPath, field?: string): ProblemAt[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          {
            path: [...path, index, ...(field === undefined ? [] : [field])],
            wrong: `${value} is there twice`,
            right: "keep one of them",
          },
        ],
  );
}
