import { readdirSync } from "node:fs";
import type { DeploymentConfig } from "./deployment-schema.ts";
import { nearestName } from "./nearest-name.ts";
import type { ConfigPath, ProblemAt } from "./problem-at.ts";

type Configuration = DeploymentConfig["configuration"];

/** Whether the folder of variables files is there, and the environment in it. */
export function checkConfiguration({ folder, environment }: Configuration, path: ConfigPath): ProblemAt[] {
  if (folder === undefined) return [];
  const names = environmentsIn(folder);
  if (names === undefined)
    return [
      {
        path: [...path, "folder"],
        wrong: "the folder cannot be read",
        right: "name a folder that the console may read",
      },
    ];
  if (environment === undefined || names.includes(environment)) return [];
  const near = nearestName(environment, names);
  const right = near === undefined ? `write ${environment}.yml there` : `it may be ${near}`;
  return [{ path: [...path, "environment"], wrong: `the folder has no ${environment}.yml`, right }];
}

function environmentsIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder).flatMap((name) => /^(.+)\.ya?ml$/.exec(name)?.[1] ?? []);
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown) return undefined;
    throw thrown;
  }
}
