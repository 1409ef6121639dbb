import { useState } from "react";
import type { RevocationScope, SessionRow } from "#lib/sessions/schema.ts";

export interface Overlays {
  scope: RevocationScope | undefined;
  opened: SessionRow | undefined;
  /** Asks whether to revoke; undefined closes the dialog. */
  revoke: (scope: RevocationScope | undefined) => void;
  /** undefined closes the sheet. */
  open: (row: SessionRow | undefined) => void;
  close: () => void;
}

/** The session that is looked at, and the sessions whose revocation is asked about. */
export function useSessionOverlays(): Overlays {
  const [scope, revoke] = useState<RevocationScope>();
  const [opened, open] = useState<SessionRow>();
  const close = () => {
    revoke(undefined);
    open(undefined);
  };
  return { scope, opened, revoke, open, close };
}
