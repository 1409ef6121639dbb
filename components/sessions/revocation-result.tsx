"use client";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { revocationQuery } from "#lib/browser/revocation-query.ts";
import type { Revocation } from "#lib/sessions/schema.ts";
import { proveRevocation } from "./prove-revocation.ts";

interface RevocationResultProps {
  deployment: string;
  revocation: Revocation;
  onDismiss: () => void;
}

/** What was done and what is proven; the second look arrives by itself. */
export function RevocationResult({ deployment, revocation, onDismiss }: RevocationResultProps) {
  const { data } = useQuery(revocationQuery(deployment, revocation));
  const panel = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new result takes the focus once.
  useEffect(() => panel.current?.focus(), [revocation.id]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label="Result of the revocation"
      className="rounded-large border border-line bg-surface shadow-panel focus:outline-none"
    >
      <header className="flex min-h-11 items-center justify-between gap-3 py-1 pr-2 pl-4">
        <h2 className="font-semibold text-14">
          {data.isAuthoritative ? "Revoked" : "Deleted, not signed out"}: {data.whom}
        </h2>
        <IconButton label="Dismiss the result" icon={<X aria-hidden />} onClick={onDismiss} />
      </header>
      <ul className="space-y-1.5 px-4 pb-3.5">
        {proveRevocation(data).map(({ state, word, text }) => (
          <li key={text} className="grid grid-cols-[84px_1fr] items-baseline gap-2 text-13">
            <StatusBadge state={state} isPlain {...(word === undefined ? {} : { word })} />
            <span>{text}</span>
          </li>
        ))}
        <li className="grid grid-cols-[84px_1fr] gap-2 text-13">
          <span className="text-12 text-ink-muted">Reason</span>
          <span className="text-ink-muted">{data.reason}</span>
        </li>
      </ul>
    </section>
  );
}
