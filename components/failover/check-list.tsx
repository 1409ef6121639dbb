import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { PreCheck } from "#lib/failover/schema.ts";

const LOOKS = {
  ok: { state: "ok", word: "OK" },
  warning: { state: "warning", word: "Mind" },
  refused: { state: "critical", word: "In the way" },
} as const;

const ORDER = ["refused", "warning", "ok"] as const;

/** What is in the way stands first. */
export function CheckList({ checks }: { checks: readonly PreCheck[] }) {
  const ordered = ORDER.flatMap((state) => checks.filter((check) => check.state === state));
  return (
    <ul className="divide-y divide-line rounded-medium border border-line text-13">
      {ordered.map(({ id, state, words }) => (
        <li key={id} className="gap-3 px-3 py-1.5 sm:flex">
          <span className="max-sm:mr-2 sm:w-24 sm:shrink-0">
            <StatusBadge state={LOOKS[state].state} word={LOOKS[state].word} isPlain />
          </span>
          <span className="min-w-0 break-words align-middle">{words}</span>
        </li>
      ))}
    </ul>
  );
}
