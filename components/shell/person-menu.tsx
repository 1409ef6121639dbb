"use client";
import { Keyboard, LogOut } from "lucide-react";
import { Menu } from "#components/ui/menu.tsx";
import { MenuItem } from "#components/ui/menu-item.tsx";
import type { Person } from "./deployment-choice.ts";

interface PersonMenuProps {
  person: Person;
  onHelp: () => void;
  onSignOut: () => void;
}

export function PersonMenu({ person, onHelp, onSignOut }: PersonMenuProps) {
  return (
    <Menu
      label="Account"
      align="end"
      button={
        <>
          <span
            aria-hidden
            className="flex size-6 items-center justify-center rounded-full bg-accent-soft font-semibold text-12 text-accent-text uppercase"
          >
            {person.name.slice(0, 1)}
          </span>
          <span className="sr-only">Account:</span>
          <span className="sr-only max-w-40 truncate lg:not-sr-only">{person.name}</span>
          <span className="sr-only text-ink-muted lg:not-sr-only">{person.role}</span>
        </>
      }
      buttonClassName="flex h-8 items-center gap-2 rounded-medium px-1.5 text-13 hover:bg-surface-hover"
    >
      <div role="presentation" className="mb-1 border-line border-b px-2 pt-1 pb-2">
        <p className="truncate font-medium text-14">{person.name}</p>
        <p className="text-12 text-ink-muted">Role: {person.role}</p>
      </div>
      <MenuItem icon={<Keyboard aria-hidden />} onSelect={onHelp}>
        Keyboard shortcuts
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
