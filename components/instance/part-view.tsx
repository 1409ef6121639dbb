import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Part } from "#lib/inspect/schema.ts";

interface PartViewProps<T> {
  title: string;
  part: Part<T>;
  children: (data: T) => ReactNode;
}

/** One part of an answer; what the instance refuses is said in its place. */
export function PartView<T>({ title, part, children }: PartViewProps<T>) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 font-semibold text-13">{title}</h3>
      {part.ok ? (
        children(part.data)
      ) : (
        <div className="flex gap-2 rounded-medium bg-warning-soft px-3 py-2 text-13">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
          <div className="min-w-0">
            <p className="break-words font-medium text-warning">{part.refusal.message}</p>
            <p className="break-words text-ink">{part.refusal.advice}</p>
          </div>
        </div>
      )}
    </section>
  );
}
