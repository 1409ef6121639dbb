import type { ReactNode } from "react";
import { Toaster } from "#components/ui/toaster.tsx";
import { ClockProvider } from "#lib/browser/clock-provider.tsx";
import { QueryProvider } from "#lib/browser/query-provider.tsx";
import { currentServices } from "#lib/current-services.ts";

export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <ClockProvider renderedAt={currentServices().now()}>
      <QueryProvider>{children}</QueryProvider>
      <Toaster />
    </ClockProvider>
  );
}
