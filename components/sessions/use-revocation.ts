import { useEffect, useState, useTransition } from "react";
import { toClientFailure } from "#lib/browser/to-client-failure.ts";
import type { Failure } from "#lib/result.ts";
import type { Revocation, RevocationPlan, RevocationScope } from "#lib/sessions/schema.ts";
import type { SessionActions } from "./session-actions.ts";

interface UseRevocationOptions {
  deployment: string;
  scope: RevocationScope;
  actions: Omit<SessionActions, "revokeCohort">;
  onRevoked: (revocation: Revocation, scope: RevocationScope) => void;
}

/** Asks for the plan at once, and carries out that plan and no other. */
export function useRevocation({ deployment, scope, actions, onRevoked }: UseRevocationOptions) {
  const [plan, setPlan] = useState<RevocationPlan>();
  const [failure, setFailure] = useState<Failure>();
  const [isRevoking, start] = useTransition();

  useEffect(() => {
    let isGone = false;
    actions.planRevocation({ deployment, of: scope }).then(
      (result) => {
        if (isGone) return;
        if (result.ok) setPlan(result.data);
        else setFailure(result.error);
      },
      (thrown: unknown) => isGone || setFailure(toClientFailure(thrown)),
    );
    return () => {
      isGone = true;
    };
  }, [actions, deployment, scope]);

  const revoke = (reason: string) => {
    if (plan === undefined) return;
    start(async () => {
      setFailure(undefined);
      try {
        const act = plan.isLarge ? actions.revokeMany : actions.revoke;
        const result = await act({ deployment, plan: plan.plan, reason });
        if (result.ok) onRevoked(result.data, scope);
        else setFailure(result.error);
      } catch (thrown) {
        setFailure(toClientFailure(thrown));
      }
    });
  };
  return { plan, failure, isRevoking, revoke };
}
