import { Button } from "#components/ui/button.tsx";
import type { LifecycleAction, ManagedRow } from "#lib/lifecycle/schema.ts";
import { ACTION_VERBS, actionsFor } from "./managed-words.ts";

interface ManagedButtonsProps {
  row: ManagedRow;
  onAct: (action: LifecycleAction) => void;
}

export function ManagedButtons({ row, onAct }: ManagedButtonsProps) {
  return actionsFor(row).map((action) => (
    <Button
      key={action}
      size="small"
      disabled={row.busy !== null}
      aria-label={`${ACTION_VERBS[action]} ${row.name}`}
      onClick={() => onAct(action)}
    >
      {ACTION_VERBS[action]} …
    </Button>
  ));
}
