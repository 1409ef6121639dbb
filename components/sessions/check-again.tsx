"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { ledgerQuery } from "#lib/browser/ledger-query.ts";
import type { Revocation } from "#lib/sessions/schema.ts";
import type { SessionActions } from "./session-actions.ts";

interface CheckAgainProps {
  deployment: string;
  revocation: Revocation;
  recheck: SessionActions["recheck"];
}

/** Looks now whether the sessions are still gone; what is back is revoked again. */
export function CheckAgain({ deployment, revocation, recheck }: CheckAgainProps) {
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const check = async () => {
    setIsBusy(true);
    const result = await recheck({ deployment, id: revocation.id });
    setIsBusy(false);
    if (!result.ok) return showToast(`${result.error.message} ${result.error.advice}`, "critical");
    const back = result.data.cameBack - revocation.cameBack;
    showToast(
      back === 0
        ? `The sessions of ${revocation.whom} are still gone.`
        : `${back} had come back and were revoked again.`,
      back === 0 ? "ok" : "warning",
    );
    await client.invalidateQueries({ queryKey: ledgerQuery(deployment).queryKey });
  };
  // A whole group is looked at again by a new plan of it.
  if (revocation.isCohort) return null;
  return (
    <Button
      size="small"
      look="quiet"
      isBusy={isBusy}
      onClick={() => void check()}
      aria-label={`Check again: ${revocation.whom}`}
    >
      Check again
    </Button>
  );
}
