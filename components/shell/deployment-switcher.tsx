"use client";
import { Check, ChevronsUpDown } from "lucide-react";
import { usePathname } from "next/navigation";
import { Menu } from "#components/ui/menu.tsx";
import { MenuHeading, MenuLink } from "#components/ui/menu-item.tsx";
import type { DeploymentChoice } from "./deployment-choice.ts";
import { EnvironmentTag } from "./environment-tag.tsx";

interface DeploymentSwitcherProps {
  current: DeploymentChoice;
  deployments: readonly DeploymentChoice[];
}

/** Stays on the same page of the other deployment. */
export function DeploymentSwitcher({ current, deployments }: DeploymentSwitcherProps) {
  const page = usePathname().split("/")[2] ?? "overview";
  return (
    <Menu
      label="Deployments"
      button={
        <>
          <span className="sr-only">Deployment:</span>
          <span className="truncate font-medium">{current.label}</span>
          <span className={current.environment.production ? "hidden sm:inline-flex" : "inline-flex"}>
            <EnvironmentTag environment={current.environment} />
          </span>
          <ChevronsUpDown aria-hidden className="hidden size-3.5 sm:block shrink-0 text-ink-faint" />
        </>
      }
      buttonClassName="flex h-8 min-w-0 items-center gap-2 rounded-medium px-2 text-14 hover:bg-surface-hover"
    >
      <MenuHeading>Deployments</MenuHeading>
      {deployments.map((deployment) => (
        <MenuLink
          key={deployment.name}
          href={`/${deployment.name}/${page}`}
          isCurrent={deployment.name === current.name}
        >
          <span className="flex-1 truncate">{deployment.label}</span>
          <EnvironmentTag environment={deployment.environment} />
          {deployment.name === current.name ? <Check aria-hidden /> : <span className="size-4" />}
        </MenuLink>
      ))}
    </Menu>
  );
}
