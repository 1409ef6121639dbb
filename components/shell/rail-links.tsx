"use client";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { PageLink } from "#components/ui/page-link.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { type ConsolePage, pagesFor } from "./console-pages.ts";

interface RailLinksProps {
  deployment: string;
  role: string;
  isCollapsed?: boolean;
  onFollow?: () => void;
}

export function RailLinks({ deployment, role, isCollapsed = false, onFollow }: RailLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label="Pages" className="space-y-0.5">
      {pagesFor(role).map((page) => {
        const href = `/${deployment}/${page.slug}`;
        const isCurrent = path === href || path.startsWith(`${href}/`);
        return (
          <RailLink
            key={page.slug}
            href={href}
            page={page}
            isCurrent={isCurrent}
            isCollapsed={isCollapsed}
            {...(onFollow === undefined ? {} : { onFollow })}
          />
        );
      })}
    </nav>
  );
}

interface RailLinkProps {
  href: string;
  page: ConsolePage;
  isCurrent: boolean;
  isCollapsed: boolean;
  onFollow?: () => void;
}

function RailLink({ href, page, isCurrent, isCollapsed, onFollow }: RailLinkProps) {
  const { word, icon: Icon } = page;
  const link = (
    <PageLink
      href={href}
      aria-current={isCurrent ? "page" : undefined}
      onClick={() => onFollow?.()}
      className={classNames(
        "flex h-8 w-full items-center gap-2.5 rounded-medium px-2.5 text-14 transition-colors",
        isCurrent ? "bg-neutral-soft font-medium text-ink" : "text-ink-muted hover:bg-surface-hover hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className={isCollapsed ? "sr-only" : ""}>{word}</span>
    </PageLink>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip text={word} className="flex">
      {link}
    </Tooltip>
  );
}
