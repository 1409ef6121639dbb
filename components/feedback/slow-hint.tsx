"use client";
import { useEffect, useState } from "react";

const AFTER_MS = 1_500;

/** A master that hangs, or is being replaced, takes its time: says so, so that nobody sees only a spinner. */
export function SlowHint({ isBusy }: { isBusy: boolean }) {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isBusy) return setIsSlow(false);
    const timer = setTimeout(() => setIsSlow(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, [isBusy]);
  if (!isSlow) return null;
  return (
    <p role="status" className="mt-4 text-13 text-ink-muted">
      The master takes longer than usual to answer. The console keeps trying, through a failover too; within some
      seconds it says what is known, and the ledger learns the rest.
    </p>
  );
}
