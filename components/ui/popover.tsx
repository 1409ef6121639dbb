"use client";
import { type ReactNode, useId, useRef, useState } from "react";
import { type PopoverAlign, placePopover } from "./place-popover.ts";

interface PopoverProps {
  /** The name of what opens. */
  label: string;
  /** With words, if only for screen readers: they name the button. */
  button: ReactNode;
  buttonClassName: string;
  align?: PopoverAlign;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A button that opens a small panel over the page; Esc, or a press elsewhere, closes it. */
export function Popover({ label, button, buttonClassName, align = "end", onOpenChange, children }: PopoverProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const onToggle = (isNowOpen: boolean) => {
    setOpen(isNowOpen);
    onOpenChange?.(isNowOpen);
    if (!isNowOpen || panel.current === null || trigger.current === null) return;
    placePopover(panel.current, trigger.current, align);
    panel.current.focus();
  };
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        popoverTarget={id}
        className={buttonClassName}
      >
        {button}
      </button>
      <section
        ref={panel}
        id={id}
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onToggle={(event) => onToggle(event.newState === "open")}
        className="fixed inset-auto m-0 max-h-[70dvh] w-[min(420px,calc(100vw-16px))] overflow-y-auto rounded-large border border-line bg-surface-raised p-0 text-ink shadow-raised focus:outline-none"
      >
        {isOpen ? children : null}
      </section>
    </>
  );
}
