import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface WarningListProps {
  warnings: readonly { key: string; text: ReactNode }[];
}

/** Read out as soon as it appears; nothing where there is nothing to warn of. */
export function WarningList({ warnings }: WarningListProps) {
  if (warnings.length === 0) return null;
  return (
    // The role would take the list its meaning if it stood on it.
    <div role="alert" className="rounded-medium bg-warning-soft px-3 py-2 text-13">
      <ul className="space-y-1">
        {warnings.map(({ key, text }) => (
          <li key={key} className="flex gap-2">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
