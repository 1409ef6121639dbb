import type { Metadata } from "next";
import { resetLimitsAction } from "#app/(console)/[deployment]/actions.ts";
import { GuardedPage, type PageProps } from "#app/(console)/[deployment]/guarded-page.tsx";
import { confirmIdentityAction, restoreUndoAction } from "#app/(console)/actions.ts";
import { LimitsPage } from "#components/rate-limits/limits-page.tsx";
import { describeLimiters } from "#lib/rate-limits/describe-limiter.ts";
import { resetByPattern } from "#lib/rate-limits/reset-by-pattern.ts";
import { resetLimits } from "#lib/rate-limits/reset-limits.ts";
import { watchLimits } from "#lib/rate-limits/watch-limits.ts";
import { planResetAction, resetByPatternAction } from "./actions.ts";

export const metadata: Metadata = { title: "Rate limits" };

export default function Page({ params }: PageProps) {
  return (
    <GuardedPage params={params} title="Rate limits" roles={watchLimits.roles}>
      {({ undoable, config, role }) => (
        <LimitsPage
          deployment={undoable}
          limiters={describeLimiters(config)}
          rights={{
            mayReset: resetLimits.roles.includes(role),
            mayResetByPattern: resetByPattern.roles.includes(role),
          }}
          actions={{
            reset: resetLimitsAction,
            planReset: planResetAction,
            resetByPattern: resetByPatternAction,
            restoreUndo: restoreUndoAction,
            confirmIdentity: confirmIdentityAction,
          }}
        />
      )}
    </GuardedPage>
  );
}
