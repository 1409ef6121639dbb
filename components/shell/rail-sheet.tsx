"use client";
import { Menu as MenuIcon, X } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Modal } from "#components/ui/modal.tsx";
import { Brand } from "./brand.tsx";
import { RailLinks } from "./rail-links.tsx";

/** The rail on narrow screens. */
export function RailSheet({ deployment, role }: { deployment: string; role: string }) {
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  const close = () => setOpen(false);
  return (
    <div className="md:hidden">
      <IconButton label="Open the menu" icon={<MenuIcon aria-hidden />} onClick={() => setOpen(true)} />
      <Modal
        isOpen={isOpen}
        onClose={close}
        labelledBy={titleId}
        className="rail-enter m-0 h-dvh max-h-none w-64 border-line border-r bg-surface p-3 text-ink shadow-raised"
      >
        <div className="mb-3 flex items-center justify-between pl-2">
          <h2 id={titleId} tabIndex={-1} className="focus:outline-none">
            <Brand />
          </h2>
          <IconButton label="Close the menu" icon={<X aria-hidden />} onClick={close} />
        </div>
        <RailLinks deployment={deployment} role={role} onFollow={close} />
      </Modal>
    </div>
  );
}
