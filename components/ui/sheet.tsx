"use client";
import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";
import { Modal } from "./modal.tsx";
import { ScrollArea } from "./scroll-area.tsx";

interface SheetProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  footer?: ReactNode;
  /** Has room for a table. */
  isWide?: boolean;
  children: ReactNode;
}

/** A panel from the right edge: details of what was picked, with the page still in sight. */
export function Sheet({ isOpen, onClose, title, footer, isWide = false, children }: SheetProps) {
  const titleId = useId();
  return (
    <Modal
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className={classNames(
        "sheet-enter mt-0 mr-0 mb-0 ml-auto h-dvh max-h-none w-full border-line border-l bg-surface p-0 text-ink shadow-raised open:flex open:flex-col",
        isWide ? "max-w-240" : "max-w-120",
      )}
    >
      <header className="flex min-h-13 items-center justify-between gap-4 border-line border-b py-2 pr-3 pl-5">
        <h2 id={titleId} tabIndex={-1} className="min-w-0 font-semibold text-16 focus:outline-none">
          {title}
        </h2>
        <IconButton label="Close" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      <ScrollArea label="Details" className="flex-1 overflow-y-auto px-5 py-4">
        {children}
      </ScrollArea>
      {footer === undefined ? null : (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-line border-t bg-surface-sunken px-5 py-3">
          {footer}
        </footer>
      )}
    </Modal>
  );
}
