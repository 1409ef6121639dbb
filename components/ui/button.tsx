"use client";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonLook, type ButtonSize, buttonStyle } from "./button-style.ts";

interface ButtonProps extends ComponentProps<"button"> {
  look?: ButtonLook;
  size?: ButtonSize;
  /** Shows that it works; a second press does nothing. */
  isBusy?: boolean;
}

export function Button({ look, size, isBusy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
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
