import { classNames } from "./class-names.ts";
import { STATE_LOOKS, type State } from "./state.tsx";

interface StatusBadgeProps {
  state: State;
  /** In place of the state's own word. */
  word?: string;
  /** Without the tinted ground, for dense rows. */
  isPlain?: boolean;
}

export function StatusBadge({ state, word, isPlain = false }: StatusBadgeProps) {
  const look = STATE_LOOKS[state];
  const Icon = look.icon;
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 align-middle whitespace-nowrap font-medium text-12",
        isPlain ? look.text : `h-5 rounded-full px-2 ${look.soft}`,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {word ?? look.word}
    </span>
  );
}
