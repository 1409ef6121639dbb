"use client";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { moveInMenu } from "./move-in-menu.ts";
import { type PopoverAlign, placePopover } from "./place-popover.ts";

interface MenuProps {
  /** The name of the menu. */
  label: string;
  /** With words, if only for screen readers: they name the button. */
  button: ReactNode;
  buttonClassName: string;
  align?: PopoverAlign;
  children: ReactNode;
}

/** A button that opens a list of choices; arrows, Home, End, first letters, Enter and Esc work as people expect. */
export function Menu({ label, button, buttonClassName, align = "start", children }: MenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const onToggle = (isNowOpen: boolean) => {
    setOpen(isNowOpen);
    if (!isNowOpen || list.current === null || trigger.current === null) return;
    placePopover(list.current, trigger.current, align);
    const items = [...list.current.querySelectorAll<HTMLElement>("[role^=menuitem]")];
    (items.find((item) => item.ariaChecked === "true") ?? items[0])?.focus();
  };
  const close = () => {
    list.current?.hidePopover();
    trigger.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (list.current === null) return;
    if (event.key === "Tab") close();
    else if (moveInMenu(list.current, event.key)) event.preventDefault();
  };

  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
        className={buttonClassName}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        popover="auto"
        onToggle={(event) => onToggle(event.newState === "open")}
        onKeyDown={onKeyDown}
        onClick={(event) => event.target !== event.currentTarget && close()}
        className="fixed inset-auto m-0 min-w-52 rounded-large border border-line bg-surface-raised p-1 text-ink shadow-raised"
      >
        {children}
      </div>
    </>
  );
}
