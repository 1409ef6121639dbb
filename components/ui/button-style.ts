import { classNames } from "./class-names.ts";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium" | "large";

const LOOKS: Record<ButtonLook, string> = {
  primary: "bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface-raised text-ink shadow-panel hover:bg-surface-hover",
  quiet: "text-ink-muted hover:bg-surface-hover hover:text-ink",
  danger: "bg-danger text-danger-ink hover:bg-danger-hover",
};

const SIZES: Record<ButtonSize, string> = {
  small: "h-7 px-2 text-13",
  medium: "h-8 px-3 text-14",
  large: "h-10 px-4 text-14",
};

/** One look for buttons and for links that stand among buttons. */
export function buttonStyle(look: ButtonLook = "secondary", size: ButtonSize = "medium", more?: string): string {
  return classNames(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-medium font-medium",
    "transition-colors disabled:pointer-events-none disabled:opacity-55 data-early:opacity-100 aria-disabled:pointer-events-none aria-disabled:opacity-55",
    LOOKS[look],
    SIZES[size],
    more,
  );
}
