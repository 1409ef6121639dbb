import type { ReactNode } from "react";
import { PageLink } from "#components/ui/page-link.tsx";

interface AsideLinkProps {
  href: string;
  children: ReactNode;
}

/** Beside a page's heading: where its neighbour is. */
export function AsideLink({ href, children }: AsideLinkProps) {
  return (
    <PageLink href={href} className="text-13 text-accent-text underline-offset-2 hover:underline">
      {children}
    </PageLink>
  );
}
