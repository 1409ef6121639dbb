import { Database, LogOut, Moon, Sun, UserSearch } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLiveTopology } from "#lib/browser/live-topology.tsx";
import type { Theme } from "#lib/browser/preferences.ts";
import { pagesFor } from "./console-pages.ts";
import type { DeploymentChoice } from "./deployment-choice.ts";
import type { PaletteEntry } from "./palette-entry.ts";

export interface PaletteContext {
  current: DeploymentChoice;
  deployments: readonly DeploymentChoice[];
  role: string;
  onTheme: (theme: Theme) => void;
  onSignOut: () => void;
}

export function usePaletteEntries(context: PaletteContext): PaletteEntry[] {
  const router = useRouter();
  const { current, deployments, role, onTheme, onSignOut } = context;
  const instances = useLiveTopology().topology?.instances ?? [];
  const go = (href: string) => () => router.push(href);
  const hasCases = pagesFor(role).some(({ slug }) => slug === "sessions");
  return [
    ...pagesFor(role).map(({ slug, word, icon }) => ({
      id: `page ${slug}`,
      group: "Pages",
      icon,
      text: word,
      run: go(`/${current.name}/${slug}`),
    })),
    ...(hasCases
      ? [
          {
            id: "page case",
            group: "Pages",
            icon: UserSearch,
            text: "Case of a person",
            run: go(`/${current.name}/case`),
          },
        ]
      : []),
    ...instances.map(({ address, role: its }) => ({
      id: `instance ${address}`,
      group: "Instances",
      icon: Database,
      text: `${address} (${its})`,
      run: go(`/${current.name}/overview?instance=${encodeURIComponent(address)}`),
    })),
    ...deployments
      .filter(({ name }) => name !== current.name)
      .map(({ name, label, environment }) => ({
        id: `deployment ${name}`,
        group: "Deployments",
        icon: Database,
        text: `${label} (${environment.name})`,
        also: name,
        run: go(`/${name}/overview`),
      })),
    { id: "light theme", group: "Console", icon: Sun, text: "Light theme", run: () => onTheme("light") },
    { id: "dark theme", group: "Console", icon: Moon, text: "Dark theme", run: () => onTheme("dark") },
    { id: "sign out", group: "Console", icon: LogOut, text: "Sign out", run: onSignOut },
  ];
}
