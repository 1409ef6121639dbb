"use client";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { saveRail } from "#lib/browser/preferences.ts";
import { Brand } from "./brand.tsx";
import { RailLinks } from "./rail-links.tsx";

interface RailProps {
  deployment: string;
  role: string;
  isInitiallyCollapsed: boolean;
}

export function Rail({ deployment, role, isInitiallyCollapsed }: RailProps) {
  const [isCollapsed, setCollapsed] = useState(isInitiallyCollapsed);
  const toggle = () => {
    setCollapsed(!isCollapsed);
    saveRail(!isCollapsed);
  };
  return (
    <aside
      aria-label="Console"
      className={classNames(
        "hidden shrink-0 flex-col border-line border-r bg-surface-sunken md:flex",
        isCollapsed ? "w-14 px-2" : "w-54 px-3",
      )}
    >
      <div className="flex h-13 items-center px-2">
        <Brand isCollapsed={isCollapsed} />
      </div>
      <div className="flex-1 pt-2">
        <RailLinks deployment={deployment} role={role} isCollapsed={isCollapsed} />
      </div>
      <div className="py-3">
        <IconButton
          label={isCollapsed ? "Widen the rail" : "Narrow the rail"}
          icon={isCollapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          onClick={toggle}
          className={isCollapsed ? "mx-1" : ""}
        />
      </div>
    </aside>
  );
}
