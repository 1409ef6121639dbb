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

/** One that submits waits for the page: the browser alone would put what stands in the form, a password too, into the address. */
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
  const isTooEarly = !useHydrated() && rest.type === "submit";
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || isTooEarly}
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
