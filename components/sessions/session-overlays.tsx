import { lazy, Suspense } from "react";
import type { DeploymentChoice } from "#components/shell/deployment-choice.ts";
import type { Revocation, RevocationScope } from "#lib/sessions/schema.ts";
import type { SessionActions } from "./session-actions.ts";
import type { Overlays } from "./use-session-overlays.ts";

const RevokeDialog = lazy(() => import("./revoke-dialog.tsx").then((module) => ({ default: module.RevokeDialog })));
const SessionSheet = lazy(() => import("./session-sheet.tsx").then((module) => ({ default: module.SessionSheet })));

interface SessionOverlaysProps {
  deployment: DeploymentChoice;
  overlays: Overlays;
  actions: Omit<SessionActions, "revokeCohort">;
  /** Tags of sessions that are revoked already. */
  revoked: ReadonlySet<string>;
  onRevoked: (revocation: Revocation, scope: RevocationScope) => void;
}

/** Each is fetched when it is first wanted. */
export function SessionOverlays({ deployment, overlays, actions, revoked, onRevoked }: SessionOverlaysProps) {
  const { scope, opened, revoke, open } = overlays;
  return (
    <Suspense>
      {opened === undefined ? null : (
        <SessionSheet
          key={opened.tag}
          deployment={deployment.name}
          row={opened}
          viewSession={actions.viewSession}
          isRevoked={revoked.has(opened.tag)}
          onClose={() => open(undefined)}
          onRevoke={() => revoke({ scope: "picked", refs: [opened.ref] })}
        />
      )}
      {scope === undefined ? null : (
        <RevokeDialog
          deployment={deployment}
          scope={scope}
          actions={actions}
          onClose={() => revoke(undefined)}
          onRevoked={onRevoked}
        />
      )}
    </Suspense>
  );
}
