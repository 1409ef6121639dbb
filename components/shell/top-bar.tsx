"use client";
import { Search } from "lucide-react";
import type { JobActions } from "#components/jobs/job-actions.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Theme } from "#lib/browser/preferences.ts";
import type { DeploymentChoice, Person } from "./deployment-choice.ts";
import { DeploymentSwitcher } from "./deployment-switcher.tsx";
import { OverallState } from "./overall-state.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { RailSheet } from "./rail-sheet.tsx";
import { RunningJobs } from "./running-jobs.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

interface TopBarProps {
  current: DeploymentChoice;
  deployments: readonly DeploymentChoice[];
  person: Person;
  jobActions: JobActions;
  theme: Theme;
  onTheme: (theme: Theme) => void;
  onPalette: () => void;
  onHelp: () => void;
  onSignOut: () => void;
}

export function TopBar(props: TopBarProps) {
  return (
    <header className="flex h-13 shrink-0 items-center gap-1 border-line border-b bg-surface px-2 sm:gap-2 sm:px-4">
      <RailSheet deployment={props.current.name} role={props.person.role} />
      <DeploymentSwitcher current={props.current} deployments={props.deployments} />
      <OverallState deployment={props.current.name} />
      <div className="flex-1" />
      <RunningJobs deployment={props.current.name} actions={props.jobActions} />
      <button
        type="button"
        onClick={props.onPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="inline-flex h-8 items-center gap-2 rounded-medium border-control-line/50 px-2 text-13 text-ink-muted transition-colors hover:bg-surface-hover lg:w-52 lg:border lg:bg-surface-raised"
      >
        <Search aria-hidden className="size-4" />
        <span className="sr-only flex-1 text-left lg:not-sr-only">Jump to…</span>
        <span aria-hidden className="hidden gap-0.5 lg:inline-flex">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      <ThemeMenu theme={props.theme} onChoose={props.onTheme} />
      <PersonMenu person={props.person} onHelp={props.onHelp} onSignOut={props.onSignOut} />
    </header>
  );
}
