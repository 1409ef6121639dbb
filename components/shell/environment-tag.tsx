import type { DeploymentChoice } from "./deployment-choice.ts";
import { ENVIRONMENT_GROUND } from "./environment-style.ts";

export function EnvironmentTag({ environment }: { environment: DeploymentChoice["environment"] }) {
  return (
    <span
      className={`inline-flex h-5 items-center rounded-small px-1.5 font-medium text-12 text-accent-ink ${ENVIRONMENT_GROUND[environment.colour]}`}
    >
      {environment.name}
    </span>
  );
}
