"use client";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useHydrated } from "#lib/browser/use-hydrated.ts";
import { type ButtonLook, type ButtonSize, buttonStyle } from "./button-style.ts";

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  size?: ButtonSize;
  /** Shows that it works; a second press does nothing. */
  isBusy?: boolean;
}

/**
 * Waits for its page: before that a press would be lost, and one that submits would have the browser alone put what
 * stands in the form, a password too, into the address.
 */
export function Button({
  look,
  size,
  isBusy = false,
  className,
  children,
  onClick,
  disabled = false,
  ...rest
}: ButtonProps) {
  const isTooEarly = !useHydrated();
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || isTooEarly}
      data-early={(isTooEarly && !disabled) || undefined}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={buttonStyle(look, size, className)}
    >
      {isBusy ? <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" /> : null}
      {children}
    </button>
  );
}
