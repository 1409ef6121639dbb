import { classNames } from "#components/ui/class-names.ts";

export function Brand({ isCollapsed = false }: { isCollapsed?: boolean }) {
  return (
    <span className="flex items-center gap-2.5 font-semibold text-14">
      <svg viewBox="0 0 20 20" className="size-5 shrink-0" aria-hidden>
        <rect width="20" height="20" rx="5" className="fill-accent" />
        <path d="M5 7.2 10 5l5 2.2L10 9.4Z" className="fill-accent-ink" />
        <path
          d="m5 10.2 5 2.2 5-2.2M5 13l5 2.2 5-2.2"
          className="fill-none stroke-accent-ink"
          strokeWidth="1.3"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      </svg>
      <span className={classNames(isCollapsed && "sr-only")}>Redis console</span>
    </span>
  );
}
