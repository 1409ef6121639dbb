"use client";
import type { ComponentProps, MouseEvent } from "react";

interface ShallowLinkProps extends Omit<ComponentProps<"a">, "href"> {
  href: string;
  /** In place of changing the address here and now. */
  onFollow?: (href: string) => void;
}

/** A link within the page that is shown: the address changes at once, and the server is not asked. */
export function ShallowLink({ href, onFollow, ...rest }: ShallowLinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (onFollow === undefined) window.history.pushState(null, "", href);
    else onFollow(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
