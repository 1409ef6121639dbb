"use client";
import "./globals.css";
import { CentredMessage } from "#components/feedback/centred-message.tsx";
import { PageCrash } from "#components/feedback/page-crash.tsx";

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body className="font-sans">
        <CentredMessage title="Redis console">
          <PageCrash error={error} onRetry={reset} />
        </CentredMessage>
      </body>
    </html>
  );
}
