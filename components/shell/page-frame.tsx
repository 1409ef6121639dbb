import type { ReactNode } from "react";

interface PageFrameProps {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** What every page stands in: the part that scrolls, its heading, its width. */
export function PageFrame({ title, aside, children }: PageFrameProps) {
  return (
    // Relative: what is hidden from sight alone would otherwise hang on the document, and make that scroll too.
    <main id="main" tabIndex={-1} className="relative min-h-0 flex-1 overflow-y-auto focus:outline-none">
      <div className="mx-auto max-w-360 space-y-4 px-4 py-5 sm:px-6">
        <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
          <h1 className="font-semibold text-20">{title}</h1>
          {aside}
        </div>
        {children}
      </div>
    </main>
  );
}
