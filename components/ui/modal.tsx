"use client";
import { type ReactNode, useLayoutEffect, useRef } from "react";

interface ModalProps {
  isOpen: boolean;
  onClose: () => void;
  /** The id of the heading inside that names it. */
  labelledBy: string;
  className: string;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus inside, gives it back, and closes on Esc and outside. */
export function Modal({ isOpen, onClose, labelledBy, className, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!isOpen || element === null) return;
    element.showModal();
    // Its name is read out, and no button is armed by chance.
    const first = element.querySelector<HTMLElement>("[data-autofocus]") ?? element.querySelector<HTMLElement>("h2");
    first?.focus();
    return () => element.close();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => event.target === event.currentTarget && isOutside(event) && onClose()}
      className={className}
    >
      {isOpen ? children : null}
    </dialog>
  );
}

function isOutside(event: { currentTarget: Element; clientX: number; clientY: number }): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
