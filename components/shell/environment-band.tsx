import { ShieldAlert } from "lucide-react";
import type { DeploymentChoice } from "./deployment-choice.ts";
import { ENVIRONMENT_GROUND } from "./environment-style.ts";

/** Stands above every page and every dialog of a production deployment, and only there. */
export function EnvironmentBand({ deployment }: { deployment: DeploymentChoice }) {
  const { environment, label } = deployment;
  if (!environment.production) return null;
  return (
    <div
      className={`flex h-6 shrink-0 items-center justify-center gap-1.5 px-4 font-medium text-12 text-accent-ink ${ENVIRONMENT_GROUND[environment.colour]}`}
    >
      <ShieldAlert aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">
        {environment.name} · {label}: what you change here reaches customers
      </span>
    </div>
  );
}
