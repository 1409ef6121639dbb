import type { ComponentProps, ReactNode } from "react";
import { useHydrated } from "#lib/browser/use-hydrated.ts";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  label: string;
  icon: ReactNode;
}

/** A button without a word: the word is its name, and a tooltip. Waits for its page, as `Button` does. */
export function IconButton({ label, icon, className, disabled = false, ...rest }: IconButtonProps) {
  const isHydrated = useHydrated();
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        disabled={disabled || !isHydrated}
        className={classNames(
          "inline-flex size-8 items-center justify-center rounded-medium text-ink-muted transition-colors",
          "hover:bg-surface-hover hover:text-ink [&_svg]:size-4",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
