export type EnvironmentColour = "green" | "blue" | "amber" | "red" | "grey";

/** What the shell knows of a deployment. */
export interface DeploymentChoice {
  name: string;
  label: string;
  environment: { name: string; colour: EnvironmentColour; production: boolean };
}

export interface Person {
  name: string;
  role: string;
}
