"use client";
import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { Modal } from "./modal.tsx";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Stands above the title, from edge to edge: the environment's colour. */
  band?: ReactNode;
  footer?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
}

export function Dialog({ isOpen, onClose, title, band, footer, isWide = false, children }: DialogProps) {
  const titleId = useId();
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className={classNames(
        "dialog-enter m-auto max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] overflow-hidden rounded-large border border-line bg-surface-raised p-0 text-ink shadow-raised open:flex open:flex-col",
        isWide ? "max-w-160" : "max-w-120",
      )}
    >
      {band}
      <header className="flex items-center justify-between gap-4 py-3 pr-3 pl-5">
        <h2 id={titleId} tabIndex={-1} className="font-semibold text-16 focus:outline-none">
          {title}
        </h2>
        <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <div className="overflow-y-auto px-5 pb-5">{children}</div>
      {footer === undefined ? null : (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-surface-sunken px-5 py-3">
          {footer}
        </footer>
      )}
    </Modal>
  );
}
