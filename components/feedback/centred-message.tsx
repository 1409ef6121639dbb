import type { ReactNode } from "react";

/** A whole page that only says something. */
export function CentredMessage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-120 flex-col justify-center gap-4 px-4 py-12">
      <h1 className="font-semibold text-20">{title}</h1>
      {children}
    </main>
  );
}
