import type { EnvironmentColour } from "./deployment-choice.ts";

export const ENVIRONMENT_GROUND: Record<EnvironmentColour, string> = {
  green: "bg-environment-green",
  blue: "bg-environment-blue",
  amber: "bg-environment-amber",
  red: "bg-environment-red",
  grey: "bg-environment-grey",
};
