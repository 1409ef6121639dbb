import { useEffect } from "react";

interface ShellKeys {
  onPalette: () => void;
  onHelp: () => void;
}

/** Ctrl or ⌘ K everywhere; the single keys only where nobody is typing and no dialog is open. */
export function useShellKeys({ onPalette, onHelp }: ShellKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        onPalette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector("dialog[open]") !== null) return;
      if (isTyping(event.target)) {
        leaveSearchField(event);
        return;
      }
      if (event.key === "?") onHelp();
      if (event.key === "/") focusSearch(event, onPalette);
      if (event.key === "j") enterRows(event);
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

/** From the search field down to what was found, or out of it. */
function leaveSearchField(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset.search === undefined) return;
  if (event.key === "ArrowDown") enterRows(event);
  if (event.key === "Escape") event.target.blur();
}

/** Once inside, the rows hear the keys themselves. */
function enterRows(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const rows = document.querySelectorAll<HTMLElement>("[data-row-focus]");
  const first = [...rows].find((row) => row.offsetParent !== null);
  if (first === undefined) return;
  event.preventDefault();
  first.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
