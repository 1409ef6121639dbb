import type { KeyboardEvent } from "react";

/** For what holds rows: j and k (and the arrows) move between the elements marked data-row-focus. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row-focus]")].filter(
    (row) => row.offsetParent !== null,
  );
  const at = rows.findIndex(
    (row) => row === document.activeElement || row.closest("[data-row]")?.contains(document.activeElement),
  );
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
