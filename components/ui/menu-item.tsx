import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { PageLink } from "./page-link.tsx";

const ROW =
  "flex h-8 w-full items-center gap-2 rounded-medium px-2 text-left text-14 hover:bg-surface-hover focus:bg-surface-hover focus:outline-none [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint";

interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  onSelect: () => void;
}

export function MenuItem({ icon, children, onSelect }: MenuItemProps) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onSelect} className={ROW}>
      {icon}
      {children}
    </button>
  );
}

export function MenuChoice({ icon, children, onSelect, isChosen }: MenuItemProps & { isChosen: boolean }) {
  return (
    <button type="button" role="menuitemradio" aria-checked={isChosen} tabIndex={-1} onClick={onSelect} className={ROW}>
      {icon}
      <span className="flex-1">{children}</span>
      {isChosen ? <Check aria-hidden /> : null}
    </button>
  );
}

export function MenuLink({ href, children, isCurrent }: { href: string; children: ReactNode; isCurrent: boolean }) {
  return (
    <PageLink
      href={href}
      role="menuitem"
      tabIndex={-1}
      aria-current={isCurrent ? "true" : undefined}
      className={`${ROW} h-auto min-h-9`}
    >
      {children}
    </PageLink>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className="px-2 pt-2 pb-1 text-12 text-ink-faint">
      {children}
    </div>
  );
}
