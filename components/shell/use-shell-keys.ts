import { useEffect } from "react";

interface ShellKeys {
  onPalette: () => void;
  onHelp: () => void;
}

/** Ctrl or ⌘ K everywhere; ? and / only where nobody is typing and no dialog is open. */
export function useShellKeys({ onPalette, onHelp }: ShellKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (event.key === "?") onHelp();
      if (event.key === "/") focusSearch(event, onPalette);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onPalette, onHelp]);
}

function focusSearch(event: KeyboardEvent, orElse: () => void): void {
  event.preventDefault();
  const field = document.querySelector<HTMLInputElement>("[data-search]");
  if (field === null) orElse();
  else field.select();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
