import { classNames } from "./class-names.ts";
import { PageLink } from "./page-link.tsx";
import { ShallowLink } from "./shallow-link.tsx";

interface TabsProps {
  label: string;
  /** The tabs are of one page, whose server need not be asked. */
  isShallow?: boolean;
  /** In place of following the address, where the page holds more than the address does yet. */
  onPick?: (href: string) => void;
  tabs: readonly { href: string; word: string; isCurrent: boolean; count?: string }[];
}

/** Each tab is an address, so it can be pasted and the back button works. */
export function Tabs({ label, tabs, isShallow = false, onPick }: TabsProps) {
  const Link = isShallow || onPick !== undefined ? ShallowLink : PageLink;
  return (
    <nav aria-label={label} className="flex flex-wrap gap-x-4 border-line border-b">
      {tabs.map(({ href, word, isCurrent, count }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent ? "page" : undefined}
          {...(onPick === undefined ? {} : { onFollow: onPick })}
          className={classNames(
            "-mb-px flex h-9 items-center gap-2 border-b-2 text-14 transition-colors",
            isCurrent ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {word}
          {count === undefined ? null : <span className="text-12 text-ink-muted tabular-nums">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}
