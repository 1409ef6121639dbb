const GAP = 6;
const MARGIN = 8;

export type PopoverAlign = "start" | "end" | "centre";

/** Puts a popover under its anchor, or above where there is no room; call once it is shown. */
export function placePopover(popover: HTMLElement, anchor: HTMLElement, align: PopoverAlign): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const lefts = { start: at.left, end: at.right - width, centre: at.left + (at.width - width) / 2 };
  const left = Math.max(MARGIN, Math.min(lefts[align], window.innerWidth - width - MARGIN));
  const below = at.bottom + GAP;
  const top = below + height > window.innerHeight - MARGIN ? Math.max(MARGIN, at.top - GAP - height) : below;
  // Set as properties: a style attribute would be refused by the content security policy.
  popover.style.left = `${Math.round(left)}px`;
  popover.style.top = `${Math.round(top)}px`;
}
