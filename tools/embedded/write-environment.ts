import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Layout } from "./embedded-layout.ts";
import { ownVariables, SECRET_VARIABLES, sharedVariables } from "./embedded-variables.ts";
import { writePrivateFile } from "./write-private-file.ts";

export const ENVIRONMENT = "embedded";

export function environmentsFolder(folder: string): string {
  return join(folder, "environments");
}

/** The variables files that an operator would keep for this deployment, so that its Config page compares what really runs. */
export function writeEnvironment(folder: string, layout: Layout): void {
  const environments = environmentsFolder(folder);
  const own = join(environments, ENVIRONMENT);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const secrets = Object.keys(SECRET_VARIABLES).map((name) => [name, `{{ vault_${name.toLowerCase()} }}`]);
  write(join(environments, `${ENVIRONMENT}.yml`), { ...sharedVariables(layout), ...Object.fromEntries(secrets) });
  for (const port of layout.redisPorts) write(join(own, `redis-${port}.yml`), ownVariables(folder, "redis", port));
  for (const port of layout.sentinelPorts)
    write(join(own, `sentinel-${port}.yml`), ownVariables(folder, "sentinel", port));
}

function write(file: string, variables: Record<string, unknown>): void {
  writePrivateFile(
    file,
    `# Written at each start of the embedded deployment.\n${stringify(variables, { version: "1.1" })}`,
  );
}
