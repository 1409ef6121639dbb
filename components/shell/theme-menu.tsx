"use client";
import { Monitor, Moon, Sun } from "lucide-react";
import { Menu } from "#components/ui/menu.tsx";
import { MenuChoice } from "#components/ui/menu-item.tsx";
import { THEMES, type Theme } from "#lib/browser/preferences.ts";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;
const WORDS = { system: "As the system", light: "Light", dark: "Dark" } as const;

interface ThemeMenuProps {
  theme: Theme;
  onChoose: (theme: Theme) => void;
}

export function ThemeMenu({ theme, onChoose }: ThemeMenuProps) {
  const Current = ICONS[theme];
  return (
    <Menu
      label="Theme"
      align="end"
      button={
        <>
          <Current aria-hidden className="size-4" />
          <span className="sr-only">Theme</span>
        </>
      }
      buttonClassName="inline-flex size-8 items-center justify-center rounded-medium text-ink-muted hover:bg-surface-hover hover:text-ink"
    >
      {THEMES.map((choice) => {
        const Icon = ICONS[choice];
        return (
          <MenuChoice
            key={choice}
            icon={<Icon aria-hidden />}
            isChosen={choice === theme}
            onSelect={() => onChoose(choice)}
          >
            {WORDS[choice]}
          </MenuChoice>
        );
      })}
    </Menu>
  );
}
