"use client";
import { X } from "lucide-react";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { IconButton } from "./icon-button.tsx";
import { STATE_LOOKS } from "./state.tsx";
import { currentToasts, dismissToast, subscribeToToasts, type Toast } from "./toast-store.ts";

const NONE: readonly Toast[] = [];

/** Says what succeeded, above everything, also above an open dialog. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts, () => NONE);
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Shown anew each time: what enters the top layer last lies above.
    layer.current?.hidePopover?.();
    if (toasts.length > 0) layer.current?.showPopover?.();
  }, [toasts]);
  return (
    <>
      <p role="status" className="sr-only">
        {toasts.at(-1)?.text}
      </p>
      <div
        ref={layer}
        popover="manual"
        className="fixed inset-auto right-4 bottom-4 m-0 w-[min(380px,calc(100vw-32px))] bg-transparent text-ink"
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
    </>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { icon: Icon, text } = STATE_LOOKS[toast.state];
  return (
    <div className="mt-2 flex animate-[rise_var(--motion-slow)_ease-out] items-start gap-2 rounded-large border border-line bg-surface-raised py-2 pr-2 pl-3 shadow-raised">
      <Icon aria-hidden className={`mt-1.5 size-4 shrink-0 ${text}`} />
      <p className="flex-1 py-1 text-14">{toast.text}</p>
      <IconButton label="Dismiss" icon={<X aria-hidden />} onClick={() => dismissToast(toast.id)} className="size-7" />
    </div>
  );
}
