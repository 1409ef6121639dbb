"use client";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { placePopover } from "./place-popover.ts";

interface TooltipProps {
  text: string;
  children: ReactNode;
  className?: string;
}

/** Says again, or more exactly, what its content says; nothing is found only here. */
export function Tooltip({ text, children, className = "inline-flex" }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = () => {
    if (tip.current === null || anchor.current === null || !anchor.current.isConnected) return;
    tip.current.showPopover?.();
    placePopover(tip.current, anchor.current, "centre");
  };
  const hide = () => tip.current?.hidePopover?.();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") hide();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens; what acts is inside.
    <span
      ref={anchor}
      className={className}
      onMouseEnter={show}
      onMouseLeave={hide}
      onKeyUp={(event) => /^(Tab|Arrow)/.test(event.key) && show()}
      onBlur={hide}
      onClick={hide}
      onKeyDown={onKeyDown}
    >
      {children}
      <span
        ref={tip}
        popover="manual"
        aria-hidden
        className="pointer-events-none fixed inset-auto m-0 max-w-72 rounded-small bg-ink px-2 py-1 font-sans text-12 text-surface"
      >
        {text}
      </span>
    </span>
  );
}
