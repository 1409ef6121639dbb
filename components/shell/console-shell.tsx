"use client";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { JobActions } from "#components/jobs/job-actions.ts";
import { showToast } from "#components/ui/toast-store.ts";
import { saveTheme, type Theme } from "#lib/browser/preferences.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { DeploymentChoice, Person } from "./deployment-choice.ts";
import { EnvironmentBand } from "./environment-band.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";
import { useShellKeys } from "./use-shell-keys.ts";

const CommandPalette = lazy(() =>
  import("./command-palette.tsx").then((module) => ({ default: module.CommandPalette })),
);
const HelpDialog = lazy(() => import("./help-dialog.tsx").then((module) => ({ default: module.HelpDialog })));

export interface ConsoleShellProps {
  current: DeploymentChoice;
  deployments: readonly DeploymentChoice[];
  person: Person;
  initialTheme: Theme;
  isRailCollapsed: boolean;
  signOut: (input: Record<string, never>) => Promise<unknown>;
  jobActions: JobActions;
  children: ReactNode;
}

type Overlay = "palette" | "help";

export function ConsoleShell(props: ConsoleShellProps) {
  const { current, deployments, person, children } = props;
  const [theme, setTheme] = useState(props.initialTheme);
  const [overlay, setOverlay] = useState<Overlay>();
  useShellKeys({ onPalette: () => setOverlay("palette"), onHelp: () => setOverlay("help") });

  const chooseTheme = (next: Theme) => {
    setTheme(next);
    saveTheme(next);
  };
  const signOut = () => {
    props.signOut({}).then(
      () => window.location.assign("/login"),
      (thrown: unknown) => showToast(toClientFailure(thrown).message, "critical"),
    );
  };
  return (
    <div className="flex h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:rounded-medium focus:bg-surface-raised focus:px-3 focus:py-2 focus:shadow-raised"
      >
        Skip to the page
      </a>
      <section aria-label="Environment">
        <EnvironmentBand deployment={current} />
      </section>
      <div className="flex min-h-0 flex-1">
        <Rail deployment={current.name} role={person.role} isInitiallyCollapsed={props.isRailCollapsed} />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar
            current={current}
            deployments={deployments}
            person={person}
            jobActions={props.jobActions}
            theme={theme}
            onTheme={chooseTheme}
            onPalette={() => setOverlay("palette")}
            onHelp={() => setOverlay("help")}
            onSignOut={signOut}
          />
          {children}
        </div>
      </div>
      <Suspense>
        {overlay === "palette" ? (
          <CommandPalette
            onClose={() => setOverlay(undefined)}
            current={current}
            deployments={deployments}
            role={person.role}
            onTheme={chooseTheme}
            onSignOut={signOut}
          />
        ) : null}
        {overlay === "help" ? <HelpDialog isOpen onClose={() => setOverlay(undefined)} /> : null}
      </Suspense>
    </div>
  );
}
