import type { UndoOutlook } from "#lib/undo/schema.ts";

export type EnvironmentColour = "green" | "blue" | "amber" | "red" | "grey";

/** What the shell knows of a deployment. */
export interface DeploymentChoice {
  name: string;
  label: string;
  environment: { name: string; colour: EnvironmentColour; production: boolean };
  /** Whether deletions can be undone; absent on pages that delete nothing of the kind. */
  undo?: UndoOutlook;
}

export interface Person {
  name: string;
  role: string;
}
