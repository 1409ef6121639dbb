"use client";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { showToast } from "#components/ui/toast-store.ts";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import { leaveSearch } from "#lib/browser/pending-search.ts";
import { saveTheme, type Theme } from "#lib/browser/preferences.ts";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import { pagesFor } from "./console-pages.ts";
import type { DeploymentChoice, Person } from "./deployment-choice.ts";
import { EnvironmentBand } from "./environment-band.tsx";
import { Rail } from "./rail.tsx";
import { TopBar } from "./top-bar.tsx";
import { usePaletteEntries } from "./use-palette-entries.ts";
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
  children: ReactNode;
}

type Overlay = "palette" | "help";

export function ConsoleShell(props: ConsoleShellProps) {
  const { current, deployments, person, children } = props;
  const router = useRouter();
  const [theme, setTheme] = useState(props.initialTheme);
  const [overlay, setOverlay] = useState<Overlay>();
  const { topology } = useLiveTopology();
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
  const entries = usePaletteEntries({
    current,
    deployments,
    role: person.role,
    instances: topology?.instances ?? [],
    onTheme: chooseTheme,
    onSignOut: signOut,
  });
  const findSessions = (term: string) => {
    leaveSearch(term);
    router.push(`/${current.name}/sessions`);
  };
  const maySearch = pagesFor(person.role).some(({ slug }) => slug === "sessions");

  return (
    <div className="flex h-dvh flex-col">
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
            isOpen
            onClose={() => setOverlay(undefined)}
            entries={entries}
            onFindSessions={maySearch ? findSessions : undefined}
          />
        ) : null}
        {overlay === "help" ? <HelpDialog isOpen onClose={() => setOverlay(undefined)} /> : null}
      </Suspense>
    </div>
  );
}
